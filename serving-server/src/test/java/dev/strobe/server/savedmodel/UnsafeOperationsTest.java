package dev.strobe.server.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strobe.server.savedmodel.MetaGraph.Node;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class UnsafeOperationsTest {

  @Test
  void convolutionsOfEveryKindAreUnsafe() {
    for (String type :
        List.of(
            "Conv2D", "_FusedConv2D", "DepthwiseConv2dNative", "QuantizedConv2D", "MaxPool3D")) {
      assertThat(UnsafeOperations.contains(type)).as(type).isTrue();
    }
    for (String type : List.of("MatMul", "MaxPool", "FusedBatchNormV3", "ConvertToString")) {
      assertThat(UnsafeOperations.contains(type)).as(type).isFalse();
    }
  }

  @Test
  void whatReachesAConvolutionIsFoundAndNothingElse() {
    var graph =
        graph(
            Map.of(
                "x", node("Placeholder"),
                "shift", node("Placeholder"),
                "relu", node("Relu", "x"),
                "conv", node("Conv2D", "relu", "weights"),
                "y", node("Add", "conv", "shift")),
            Set.of());
    assertThat(UnsafeOperations.nodesLeadingTo(graph))
        .containsExactlyInAnyOrder("x", "relu", "conv", "weights");
  }

  @Test
  void callCountsIfAnyFunctionHasOne() {
    Map<String, Node> nodes =
        Map.of(
            "x", node("Placeholder"),
            "call", node("StatefulPartitionedCall", "x"),
            "direct", node("f", "z"));
    assertThat(UnsafeOperations.nodesLeadingTo(graph(nodes, Set.of("Conv2D"))))
        .containsExactlyInAnyOrder("x", "call", "direct", "z");
    assertThat(UnsafeOperations.nodesLeadingTo(graph(nodes, Set.of("MatMul")))).isEmpty();
  }

  @Test
  void loopEnds() {
    var graph = graph(Map.of("a", node("Merge", "b"), "b", node("Conv2D", "a")), Set.of());
    assertThat(UnsafeOperations.nodesLeadingTo(graph)).containsExactlyInAnyOrder("a", "b");
  }

  private static Node node(String operation, String... inputs) {
    return new Node(operation, List.of(inputs));
  }

  private static MetaGraph graph(Map<String, Node> nodes, Set<String> functionOperations) {
    return new MetaGraph(Map.of(), nodes, Set.of("f"), functionOperations, false);
  }
}
