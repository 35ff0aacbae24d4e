package dev.strobe.server.batching;

import dev.strobe.server.batching.BatchingConfig.DifferingShapes;
import dev.strobe.server.servable.Priority;
import dev.strobe.server.servable.Run;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.DType;
import dev.strobe.server.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the runs of one batch have in common, beside the version of the model.
 *
 * @param outputs aliases in the order of the answer
 * @param inputs in the order of their aliases
 */
record BatchKey(Priority priority, String signature, List<String> outputs, List<InputForm> inputs) {
  private static final long ANY = -1;

  /**
   * One input, apart from its number of rows.
   *
   * @param rowShape the dimensions after the first, -1 where they may differ
   */
  record InputForm(String alias, DType dtype, List<Long> rowShape) {}

  /** The key of a run whose rows were counted. */
  static BatchKey of(Run run, DifferingShapes differing) {
    List<InputForm> forms = new ArrayList<>();
    for (String alias : run.signature().inputs().keySet()) {
      Tensor input = run.inputs().get(alias);
      if (input != null) {
        forms.add(new InputForm(alias, input.dtype(), rowShape(input, differing)));
      }
    }
    return new BatchKey(run.priority(), run.signature().name(), run.outputs(), forms);
  }

  private static List<Long> rowShape(Tensor input, DifferingShapes differing) {
    List<Long> shape = new ArrayList<>();
    for (int i = 1; i < input.rank(); i++) {
      shape.add(differing == DifferingShapes.PADDED ? ANY : input.dimension(i));
    }
    return shape;
  }

  /**
   * The rows of a run.
   *
   * @throws ServingException INVALID_ARGUMENT if it has inputs that have no rows, or not the same
   *     number
   */
  static long rows(Map<String, Tensor> inputs) {
    long rows = -1;
    for (Tensor input : inputs.values()) {
      if (input.rank() == 0) {
        throw invalid("Batching Run() input tensors must have at least one dimension");
      }
      if (rows >= 0 && rows != input.dimension(0)) {
        throw invalid("Batching Run() input tensors must have equal 0th-dimension size");
      }
      rows = input.dimension(0);
    }
    if (rows < 0) {
      throw invalid("Batching Run() must have at least one input tensor");
    }
    return rows;
  }

  private static ServingException invalid(String message) {
    return new ServingException(Code.INVALID_ARGUMENT, message);
  }
}
