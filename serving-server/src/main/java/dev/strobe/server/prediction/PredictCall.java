package dev.strobe.server.prediction;

import static java.util.Objects.requireNonNull;

import dev.strobe.server.observation.Call;
import dev.strobe.server.servable.Deadline;
import dev.strobe.server.servable.ModelRef;
import dev.strobe.server.servable.Priority;
import dev.strobe.server.servable.Signature;
import dev.strobe.server.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * A call as a front end read it, not yet checked against anything.
 *
 * @param model what was asked for
 * @param signatureName the signature's key; {@code serving_default} where the request had none
 * @param inputs by alias; they belong to whoever the call is handed to
 * @param outputFilter aliases of the outputs wanted; empty for all of the signature
 * @param deadline when the answer is due
 * @param priority whose turn it is if it has to wait
 * @param observed told what becomes of it
 */
public record PredictCall(
    ModelRef model,
    String signatureName,
    Map<String, Tensor> inputs,
    List<String> outputFilter,
    Deadline deadline,
    Priority priority,
    Call observed) {

  public PredictCall {
    requireNonNull(model, "model");
    requireNonNull(inputs, "inputs");
    requireNonNull(deadline, "deadline");
    requireNonNull(priority, "priority");
    requireNonNull(observed, "observed");
    signatureName = signatureName.isEmpty() ? Signature.DEFAULT_NAME : signatureName;
    outputFilter = List.copyOf(outputFilter);
  }

  /** A call of normal priority that nobody observes. */
  public PredictCall(
      ModelRef model,
      String signatureName,
      Map<String, Tensor> inputs,
      List<String> outputFilter,
      Deadline deadline) {
    this(model, signatureName, inputs, outputFilter, deadline, Priority.NORMAL, Call.NONE);
  }

  /** Gives the inputs back, of a call that will not be made. */
  void discard() {
    inputs.values().forEach(Tensor::close);
  }
}
