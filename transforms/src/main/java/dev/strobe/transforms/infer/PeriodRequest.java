package dev.strobe.transforms.infer;

import dev.strobe.transforms.predictor.Tensor;
import java.util.Map;

/**
 * One call of a period model.
 *
 * @param signature which
 * @param inputs by alias
 * @param bytes what the inputs weigh while the call is under way
 * @param reader makes scores of the outputs; must not hold on to the inputs
 */
record PeriodRequest(
    String signature, Map<String, Tensor> inputs, long bytes, AnswerReader reader) {

  PeriodRequest {
    inputs = Map.copyOf(inputs);
  }

  /** Makes scores of a call's outputs. */
  @FunctionalInterface
  interface AnswerReader {
    /**
     * Reads an answer.
     *
     * @throws UnexpectedAnswerException if the outputs are not what the signature promises
     */
    WindowScores read(Answer answer);
  }
}
