package dev.strobe.server.savedmodel;

import static dev.strobe.server.savedmodel.MessageFields.message;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ExtensionRegistryLite;
import dev.strobe.protos.tensorflow.SignatureDef;
import dev.strobe.server.savedmodel.MessageFields.Reader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is needed of a {@code tensorflow.MetaGraphDef}: signatures, the types of all operations
 * (those inside functions too), and whether it restores anything. The graph itself, with constants
 * of any size, is passed over and not kept.
 */
record MetaGraph(
    Map<String, SignatureDef> signatures, Set<String> operations, boolean restoresVariables) {

  private static final Set<String> VARIABLES = Set.of("VarHandleOp", "VariableV2", "Variable");

  /** Reads a serialised MetaGraphDef. */
  static MetaGraph parse(ByteBuffer bytes) throws IOException {
    var signatures = new TreeMap<String, SignatureDef>();
    var operations = new TreeSet<String>();
    var restoreOperations = new TreeSet<String>();

    // The numbers are those of graph.proto, function.proto, node_def.proto and saver.proto.
    Reader node = message(Map.of(2, in -> operations.add(in.readString())));
    Reader function = message(Map.of(3, node));
    Reader graph = message(Map.of(1, node, 2, message(Map.of(1, function))));
    Reader saver = message(Map.of(3, in -> restoreOperations.add(in.readString())));
    Reader signature = in -> readSignature(in, signatures);
    MessageFields.walk(
        CodedInputStream.newInstance(bytes), Map.of(2, graph, 3, saver, 5, signature));
    restoreOperations.remove("");
    return new MetaGraph(signatures, operations, !restoreOperations.isEmpty());
  }

  private static void readSignature(CodedInputStream in, Map<String, SignatureDef> signatures)
      throws IOException {
    var name = new StringBuilder();
    var definition = SignatureDef.newBuilder();
    message(
            Map.of(
                1,
                entry -> name.append(entry.readString()),
                2,
                entry -> entry.readMessage(definition, ExtensionRegistryLite.getEmptyRegistry())))
        .read(in);
    signatures.put(name.toString(), definition.build());
  }

  /** True if the graph is of no use without the values that were saved with it. */
  boolean needsVariables() {
    return restoresVariables && operations.stream().anyMatch(VARIABLES::contains);
  }
}
