package dev.strobe.server.savedmodel;

import dev.strobe.protos.tensorflow.TensorProto;
import dev.strobe.server.savedmodel.ShapeGuard.Strictness;
import dev.strobe.server.servable.Run;
import dev.strobe.server.tensor.Tensor;
import dev.strobe.server.tensor.TensorAllocator;
import dev.strobe.server.wire.TensorProtos;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A signature with the nodes of the graph that its aliases stand for.
 *
 * @param inputs in the order in which they are fed
 * @param feed the nodes of {@code inputs}
 * @param outputs by alias
 * @param all the nodes of all outputs, in the order of their aliases
 */
record BoundSignature(
    List<Input> inputs, GraphNodes feed, Map<String, GraphNode> outputs, GraphNodes all) {

  /**
   * One input.
   *
   * @param shape what is declared of its shape
   * @param strictness how much of that a request must keep to
   * @param fallback what is fed where a request leaves it out
   */
  record Input(
      String alias,
      GraphNode node,
      Optional<List<Long>> shape,
      Strictness strictness,
      @Nullable TensorProto fallback) {}

  static BoundSignature of(List<Input> inputs, Map<String, GraphNode> outputs) {
    return new BoundSignature(
        inputs,
        GraphNodes.of(inputs.stream().map(Input::node).toList()),
        outputs,
        GraphNodes.of(List.copyOf(outputs.values())));
  }

  /** The tensors to feed, in order, once their shapes are checked. */
  List<Tensor> tensors(Run run, TensorAllocator allocator) {
    List<Tensor> tensors = new ArrayList<>(inputs.size());
    for (Input input : inputs) {
      Tensor given = run.inputs().get(input.alias());
      if (given != null) {
        ShapeGuard.check(input.strictness(), input.alias(), input.shape(), given);
        tensors.add(given);
      } else if (input.fallback() != null) {
        tensors.add(TensorProtos.decode(input.alias(), input.fallback(), allocator));
      } else {
        throw new IllegalStateException("the input " + input.alias() + " is missing");
      }
    }
    return tensors;
  }

  /** The nodes of these outputs, in this order. */
  GraphNodes fetch(List<String> aliases) {
    return areAll(aliases) ? all : GraphNodes.of(aliases.stream().map(outputs::get).toList());
  }

  private boolean areAll(List<String> aliases) {
    if (aliases.size() != outputs.size()) {
      return false;
    }
    int next = 0;
    for (String alias : outputs.keySet()) {
      if (!alias.equals(aliases.get(next++))) {
        return false;
      }
    }
    return true;
  }
}
