package dev.strobe.server.rest.json;

import static java.util.stream.Collectors.joining;

import dev.strobe.server.servable.Signature;
import dev.strobe.server.servable.TensorSpec;
import dev.strobe.server.tensor.TensorAllocator;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The inputs of a signature while their values are read, sorted by name. Closing frees them. */
final class NamedInputs implements AutoCloseable {
  private final NamedInput[] inputs;
  private int last;

  /** The inputs of a signature that has some. */
  NamedInputs(Signature signature, TensorAllocator allocator) {
    inputs = new NamedInput[signature.inputs().size()];
    int next = 0;
    for (Map.Entry<String, TensorSpec> input : signature.inputs().entrySet()) {
      inputs[next++] = new NamedInput(input.getKey(), input.getValue().dtype(), allocator);
    }
  }

  int count() {
    return inputs.length;
  }

  NamedInput get(int index) {
    return inputs[index];
  }

  /**
   * The input of this name. Looks first at the one behind the last found: keys keep their order.
   */
  @Nullable NamedInput find(JsonString key) {
    for (int i = 1; i <= inputs.length; i++) {
      int candidate = (last + i) % inputs.length;
      if (inputs[candidate].isCalled(key)) {
        last = candidate;
        return inputs[candidate];
      }
    }
    return null;
  }

  /** All names, joined by commas. */
  String names() {
    return Arrays.stream(inputs).map(NamedInput::name).collect(joining(","));
  }

  @Override
  public void close() {
    for (NamedInput input : inputs) {
      input.close();
    }
  }
}
