package dev.strobe.server.savedmodel;

import dev.strobe.server.savedmodel.MetaGraph.Node;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * The operations that, with oneDNN, end the process when they meet a tensor of a wrong rank, and
 * give a wrong shape for an empty one. Found by trying, on TensorFlow 2.18: of the operations that
 * oneDNN replaces, matrix products, two-dimensional pooling and normalisation refuse both in good
 * order.
 */
final class UnsafeOperations {
  private static final Set<String> TYPES =
      Set.of(
          "AvgPool3D",
          "Conv",
          "Conv2D",
          "Conv2DBackpropFilter",
          "Conv2DBackpropInput",
          "Conv3D",
          "Conv3DBackpropInput",
          "Conv3DBackpropInputV2",
          "DepthwiseConv2dNative",
          "DepthwiseConv2dNativeBackpropInput",
          "FusedResizeAndPadConv2D",
          "MaxPool3D");
  private static final Set<String> FAMILIES = Set.of("_Fused", "_Mkl", "Quantized", "_Quantized");
  private static final Set<String> CALLS =
      Set.of(
          "Case",
          "For",
          "If",
          "MapDefun",
          "PartitionedCall",
          "RemoteCall",
          "StatefulPartitionedCall",
          "StatelessCase",
          "StatelessIf",
          "StatelessWhile",
          "SymbolicGradient",
          "While",
          "XlaLaunch");

  private UnsafeOperations() {}

  /** True for the type of such an operation. */
  static boolean contains(String type) {
    return TYPES.contains(type)
        || (type.contains("Conv") && FAMILIES.stream().anyMatch(type::startsWith));
  }

  /**
   * The names of all nodes whose values reach such an operation. If some function of the graph has
   * one, a node that calls any function counts as having it.
   */
  static Set<String> nodesLeadingTo(MetaGraph graph) {
    boolean inFunctions = graph.functionOperations().stream().anyMatch(UnsafeOperations::contains);
    Deque<String> open = new ArrayDeque<>();
    graph
        .nodes()
        .forEach(
            (name, node) -> {
              if (contains(node.operation()) || (inFunctions && calls(node, graph))) {
                open.add(name);
              }
            });
    Set<String> found = new HashSet<>(open);
    for (String name = open.poll(); name != null; name = open.poll()) {
      Node node = graph.nodes().get(name);
      if (node != null) {
        node.inputs().stream().filter(found::add).forEach(open::add);
      }
    }
    return found;
  }

  private static boolean calls(Node node, MetaGraph graph) {
    return CALLS.contains(node.operation()) || graph.functions().contains(node.operation());
  }
}
