package dev.strobe.server.savedmodel;

import static dev.strobe.server.savedmodel.MessageFields.message;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ExtensionRegistryLite;
import dev.strobe.protos.tensorflow.SignatureDef;
import dev.strobe.server.savedmodel.MessageFields.Reader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * What is needed of a {@code tensorflow.MetaGraphDef}. The attributes of nodes, with constants of
 * any size, are passed over and not kept.
 *
 * @param nodes of the graph itself, by name
 * @param functions the names of the graph's functions
 * @param functionOperations the types of the operations in all functions
 * @param restoresVariables whether there is an operation that restores something
 */
record MetaGraph(
    Map<String, SignatureDef> signatures,
    Map<String, Node> nodes,
    Set<String> functions,
    Set<String> functionOperations,
    boolean restoresVariables) {

  // Tags of node_def.proto: the field's number, and that its length comes first.
  private static final int NODE_NAME = 1 << 3 | 2;
  private static final int NODE_OPERATION = 2 << 3 | 2;
  private static final int NODE_INPUT = 3 << 3 | 2;
  private static final int TYPICAL_INPUTS = 2;

  private static final Set<String> VARIABLES = Set.of("VarHandleOp", "VariableV2", "Variable");

  /**
   * One node.
   *
   * @param inputs the names of the nodes it depends on
   */
  record Node(String operation, List<String> inputs) {}

  /** Reads a serialised MetaGraphDef. */
  static MetaGraph parse(ByteBuffer bytes) throws IOException {
    var signatures = new TreeMap<String, SignatureDef>();
    var nodes = new HashMap<String, Node>();
    var functions = new HashSet<String>();
    var functionOperations = new HashSet<String>();
    var restoreOperations = new HashSet<String>();

    // The numbers are those of graph.proto, function.proto, op_def.proto and saver.proto.
    Reader signature = message(Map.of(1, in -> functions.add(in.readString())));
    Reader inner = in -> readNode(in, (name, node) -> functionOperations.add(node.operation()));
    Reader library = message(Map.of(1, message(Map.of(1, signature, 3, inner))));
    Reader graph = message(Map.of(1, in -> readNode(in, nodes::put), 2, library));
    Reader saver = message(Map.of(3, in -> restoreOperations.add(in.readString())));
    Reader definition = in -> readSignature(in, signatures);
    MessageFields.walk(
        CodedInputStream.newInstance(bytes), Map.of(2, graph, 3, saver, 5, definition));
    restoreOperations.remove("");
    return new MetaGraph(
        signatures, nodes, functions, functionOperations, !restoreOperations.isEmpty());
  }

  /** Reads a {@code tensorflow.NodeDef}, of which a graph may have very many. */
  private static void readNode(CodedInputStream in, BiConsumer<String, Node> found)
      throws IOException {
    int outer = in.pushLimit(in.readRawVarint32());
    String name = "";
    String operation = "";
    List<String> inputs = new ArrayList<>(TYPICAL_INPUTS);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case NODE_NAME -> name = in.readString();
        case NODE_OPERATION -> operation = in.readString();
        case NODE_INPUT -> inputs.add(nodeName(in.readString()));
        default -> {
          boolean unused = in.skipField(tag);
        }
      }
    }
    in.popLimit(outer);
    found.accept(name, new Node(operation, List.copyOf(inputs)));
  }

  /** The node an input comes from: {@code x} of {@code x}, {@code x:1} and {@code ^x}. */
  private static String nodeName(String input) {
    int start = input.startsWith("^") ? 1 : 0;
    int colon = input.indexOf(':');
    return input.substring(start, colon < 0 ? input.length() : colon);
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
    return restoresVariables
        && nodes.values().stream().anyMatch(node -> VARIABLES.contains(node.operation()));
  }
}
