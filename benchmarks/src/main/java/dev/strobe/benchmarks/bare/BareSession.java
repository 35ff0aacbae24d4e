package dev.strobe.benchmarks.bare;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_GetCode;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_GraphOperationByName;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_LoadSessionFromSavedModel;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_Message;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewBuffer;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewGraph;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewSessionOptions;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetConfig;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Output;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

/**
 * One signature of a SavedModel, which has one input, in TensorFlow's C API with the settings of
 * our server. Lives as long as the process. Safe for use by many threads, each with a {@link
 * BareRun} of its own.
 *
 * @param input the node to feed
 * @param outputs the nodes to fetch, in the order of their aliases
 */
public record BareSession(
    TF_Session session, TF_Output input, TF_Output outputs, List<String> outputAliases) {
  private static final int MAX_THREADS_IN_A_NODE = 4;

  /** Loads a version's directory. */
  public static BareSession load(Path version, String signature) {
    TF_Status status = TF_Status.newStatus();
    TF_SessionOptions options = TF_NewSessionOptions();
    byte[] config = config();
    TF_SetConfig(options, new BytePointer(config), config.length, status);
    requireOk(status);
    TF_Graph graph = TF_NewGraph();
    TF_Buffer description = TF_NewBuffer();
    TF_Session session =
        TF_LoadSessionFromSavedModel(
            options,
            null,
            new BytePointer(version.toString()),
            new PointerPointer<BytePointer>("serve"),
            1,
            graph,
            description,
            status);
    requireOk(status);
    SignatureDef definition = parse(description).getSignatureDefOrThrow(signature);
    List<String> aliases = definition.getOutputsMap().keySet().stream().sorted().toList();
    return new BareSession(
        session,
        nodes(graph, List.copyOf(definition.getInputsMap().values())),
        nodes(graph, aliases.stream().map(definition::getOutputsOrThrow).toList()),
        aliases);
  }

  private static byte[] config() {
    return ConfigProto.newBuilder()
        .setInterOpParallelismThreads(-1)
        .setIntraOpParallelismThreads(
            Math.min(Runtime.getRuntime().availableProcessors(), MAX_THREADS_IN_A_NODE))
        .build()
        .toByteArray();
  }

  private static MetaGraphDef parse(TF_Buffer description) {
    try {
      BytePointer bytes = new BytePointer(description.data()).capacity(description.length());
      return MetaGraphDef.parseFrom(bytes.asByteBuffer());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TF_Output nodes(TF_Graph graph, List<TensorInfo> tensors) {
    TF_Output nodes = new TF_Output(tensors.size());
    for (int i = 0; i < tensors.size(); i++) {
      String[] name = tensors.get(i).getName().split(":", -1);
      nodes
          .getPointer(i)
          .oper(TF_GraphOperationByName(graph, name[0]))
          .index(Integer.parseInt(name[1]));
    }
    return nodes;
  }

  /**
   * Does nothing if the status is OK.
   *
   * @throws IllegalStateException with TensorFlow's own message
   */
  static void requireOk(TF_Status status) {
    if (TF_GetCode(status) != 0) {
      throw new IllegalStateException(TF_Message(status).getString());
    }
  }
}
