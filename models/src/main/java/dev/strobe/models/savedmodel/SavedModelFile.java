package dev.strobe.models.savedmodel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;

/** Reads what a SavedModel says of itself, without loading it. */
final class SavedModelFile {

  private static final String NAME = "saved_model.pb";
  private static final String TAG = "serve";

  private SavedModelFile() {}

  /**
   * The signatures of the graph for serving, by name in alphabetical order.
   *
   * @throws IOException if there is no such file or it is not a SavedModel
   */
  static Map<String, SignatureDef> signatures(Path directory) throws IOException {
    Path file = directory.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          directory + " holds no " + NAME + "; give a version directory such as models/name/1");
    }
    SavedModel model = SavedModel.parseFrom(Files.readAllBytes(file));
    for (MetaGraphDef metaGraph : model.getMetaGraphsList()) {
      if (metaGraph.getMetaInfoDef().getTagsList().contains(TAG)) {
        return new TreeMap<>(metaGraph.getSignatureDefMap());
      }
    }
    throw new IOException(file + " has no graph tagged \"" + TAG + "\"");
  }
}
