package dev.strobe.server.savedmodel;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_CloseSession;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteBuffer;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteGraph;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteSession;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteSessionOptions;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_GetCode;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_GraphGetTensorNumDims;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_GraphGetTensorShape;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_GraphOperationByName;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_LoadSessionFromSavedModel;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewBuffer;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewGraph;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewSessionOptions;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_OperationNumOutputs;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_OperationOutputType;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetConfig;

import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.DType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Operation;
import org.tensorflow.internal.c_api.TF_Output;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;

/**
 * A graph with its session and what describes it. Nobody may use it during or after {@link #close};
 * closing under a run would block until the run is over.
 */
record NativeSession(TF_Session session, TF_Graph graph, MetaGraph metaGraph)
    implements AutoCloseable {

  /**
   * Loads the graph of the configured tags.
   *
   * @throws ServingException with TensorFlow's own code and message
   */
  static NativeSession load(Path model, SavedModelConfig config) {
    TF_Status status = TF_Status.newStatus();
    TF_SessionOptions options = TF_NewSessionOptions();
    TF_Graph graph = TF_NewGraph();
    TF_Buffer description = TF_NewBuffer();
    TF_Session session = null;
    try (var directory = new BytePointer(model.toString());
        var tags = new PointerPointer<BytePointer>(config.tags().toArray(String[]::new))) {
      configure(options, config, status);
      session =
          TF_LoadSessionFromSavedModel(
              options, null, directory, tags, config.tags().size(), graph, description, status);
      RunFrame.requireOk(status);
      return new NativeSession(session, graph, parse(description));
    } catch (RuntimeException e) {
      if (session != null && !session.isNull()) {
        TF_DeleteSession(session, status);
      }
      TF_DeleteGraph(graph);
      throw e;
    } finally {
      TF_DeleteBuffer(description);
      TF_DeleteSessionOptions(options);
    }
  }

  private static void configure(
      TF_SessionOptions options, SavedModelConfig config, TF_Status status) {
    byte[] serialized =
        config.session().toBuilder()
            .setInterOpParallelismThreads(config.interOpThreads())
            .setIntraOpParallelismThreads(config.intraOpThreads())
            .build()
            .toByteArray();
    try (var bytes = new BytePointer(serialized)) {
      TF_SetConfig(options, bytes, serialized.length, status);
    }
    RunFrame.requireOk(status);
  }

  private static MetaGraph parse(TF_Buffer description) {
    try {
      BytePointer bytes = new BytePointer(description.data()).capacity(description.length());
      return MetaGraph.parse(bytes.asByteBuffer());
    } catch (IOException e) {
      throw new ServingException(Code.DATA_LOSS, "Cannot read the MetaGraphDef: " + e, e);
    }
  }

  /**
   * Finds a tensor by the name a signature gives it, such as {@code x:0}.
   *
   * @return empty if the graph has no such tensor
   */
  Optional<GraphNode> node(String tensorName) {
    int colon = tensorName.lastIndexOf(':');
    String name = colon < 0 ? tensorName : tensorName.substring(0, colon);
    String digits = colon < 0 ? "0" : tensorName.substring(colon + 1);
    if (name.isEmpty() || !digits.matches("\\d{1,6}")) {
      return Optional.empty();
    }
    int index = Integer.parseInt(digits);
    TF_Operation operation = TF_GraphOperationByName(graph, name);
    if (operation == null || operation.isNull() || index >= TF_OperationNumOutputs(operation)) {
      return Optional.empty();
    }
    try (var output = new TF_Output()) {
      output.oper(operation).index(index);
      Optional<DType> dtype = DType.ofNumber(TF_OperationOutputType(output));
      return Optional.of(new GraphNode(name, operation, index, dtype, shape(output)));
    }
  }

  private Optional<List<Long>> shape(TF_Output output) {
    TF_Status status = TF_Status.newStatus();
    int rank = TF_GraphGetTensorNumDims(graph, output, status);
    if (TF_GetCode(status) != 0 || rank < 0) {
      return Optional.empty();
    }
    long[] dimensions = new long[rank];
    TF_GraphGetTensorShape(graph, output, dimensions, rank, status);
    return TF_GetCode(status) == 0
        ? Optional.of(Arrays.stream(dimensions).boxed().toList())
        : Optional.empty();
  }

  @Override
  public void close() {
    TF_Status status = TF_Status.newStatus();
    TF_CloseSession(session, status);
    TF_DeleteSession(session, status);
    TF_DeleteGraph(graph);
  }
}
