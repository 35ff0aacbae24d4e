package dev.strobe.server.batching;

import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives each run of a batch its rows of the outputs. */
final class BatchOutputs {

  private BatchOutputs() {}

  /**
   * Sees that every output has a row for every row the model was given.
   *
   * @throws ServingException FAILED_PRECONDITION if not
   */
  static void check(Map<String, Tensor> outputs, int rows) {
    for (Tensor output : outputs.values()) {
      if (output.rank() == 0) {
        throw new ServingException(
            Code.FAILED_PRECONDITION, "Batched output tensor has 0 dimensions");
      }
      if (output.dimension(0) != rows) {
        throw new ServingException(
            Code.FAILED_PRECONDITION,
            "Batched output tensor's 0th dimension does not equal the sum of the 0th dimension"
                + " sizes of the input tensors");
      }
    }
  }

  /** Cuts outputs that were checked; they belong to the parts from now on. */
  static List<Map<String, Tensor>> split(Map<String, Tensor> outputs, List<Integer> sizes) {
    List<Map<String, Tensor>> parts = new ArrayList<>(sizes.size());
    sizes.forEach(size -> parts.add(new LinkedHashMap<>()));
    outputs.forEach(
        (alias, output) -> {
          List<Tensor> slices = RowSlices.cut(output, sizes);
          for (int i = 0; i < slices.size(); i++) {
            parts.get(i).put(alias, slices.get(i));
          }
        });
    return parts;
  }
}
