package dev.strobe.models.savedmodel;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;

/**
 * Writes a graph without variables as a SavedModel: one file, whose bytes depend on the graph and
 * the signatures alone.
 *
 * <p>TensorFlow Java's own exporter demands a session and leaves out resource variables; a graph
 * whose weights are constants needs neither.
 */
public final class SavedModelWriter {

  private static final String FILE = "saved_model.pb";
  private static final String TAG = "serve";
  private static final int SCHEMA_VERSION = 1;

  private SavedModelWriter() {}

  /**
   * Writes {@code directory/saved_model.pb}, making the directory where there is none. The file
   * appears whole or not at all, so a server that watches the directory never loads half a model.
   *
   * @param directory the version directory, e.g. {@code models/name/1}
   * @return the file
   * @throws IOException if the directory cannot be made or written to
   */
  public static Path write(Graph graph, List<ModelSignature> signatures, Path directory)
      throws IOException {
    Files.createDirectories(directory);
    Path unfinished = directory.resolve(FILE + ".unfinished");
    try {
      write(describe(graph, signatures), unfinished);
      return Files.move(
          unfinished,
          directory.resolve(FILE),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static SavedModel describe(Graph graph, List<ModelSignature> signatures) {
    MetaGraphDef.Builder metaGraph =
        MetaGraphDef.newBuilder()
            .setMetaInfoDef(
                MetaGraphDef.MetaInfoDef.newBuilder()
                    .addTags(TAG)
                    .setTensorflowVersion(TensorFlow.version()))
            .setGraphDef(graph.toGraphDef());
    for (ModelSignature signature : signatures) {
      metaGraph.putSignatureDef(signature.name(), signature.toProto());
    }
    return SavedModel.newBuilder()
        .setSavedModelSchemaVersion(SCHEMA_VERSION)
        .addMetaGraphs(metaGraph)
        .build();
  }

  private static void write(SavedModel model, Path file) throws IOException {
    try (OutputStream stream = Files.newOutputStream(file)) {
      CodedOutputStream coded = CodedOutputStream.newInstance(stream);
      coded.useDeterministicSerialization();
      model.writeTo(coded);
      coded.flush();
    }
  }
}
