package dev.strobe.server.wire;

import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Predict request with its tensors ready to be run. They belong to whoever holds the request.
 *
 * @param modelSpec empty if the request had none, or could not be read at all
 * @param failure what is wrong with the request or one of its tensors, to be told once the model is
 *     known to exist
 */
public record IncomingPredict(
    Optional<ModelSpec> modelSpec,
    Map<String, Tensor> inputs,
    List<String> outputFilter,
    Optional<ServingException> failure) {

  /** Gives the tensors back, of a request that will not be run. */
  public void discard() {
    inputs.values().forEach(Tensor::close);
  }
}
