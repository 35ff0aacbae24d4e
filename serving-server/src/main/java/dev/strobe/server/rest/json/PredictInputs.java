package dev.strobe.server.rest.json;

import static java.util.Objects.requireNonNull;

import dev.strobe.server.tensor.Tensor;
import java.util.Map;

/**
 * What the body of a predict request says.
 *
 * @param signatureName the signature's key, {@code serving_default} where the body names none
 * @param tensors by alias; whoever holds this closes them or hands them on
 */
public record PredictInputs(
    String signatureName, PredictFormat format, Map<String, Tensor> tensors) {

  public PredictInputs {
    requireNonNull(signatureName, "signatureName");
    requireNonNull(format, "format");
    requireNonNull(tensors, "tensors");
  }

  void close() {
    tensors.values().forEach(Tensor::close);
  }
}
