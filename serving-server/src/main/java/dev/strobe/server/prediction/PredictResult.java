package dev.strobe.server.prediction;

import static java.util.Objects.requireNonNull;

import dev.strobe.server.servable.ServableId;
import dev.strobe.server.tensor.Tensor;
import java.util.Map;

/**
 * What a run gave. Whoever receives it closes it, which closes the outputs, when the answer has
 * been written.
 *
 * @param id the version that answered
 * @param signatureName never empty
 * @param outputs by alias, in the order of the output filter, else sorted
 */
public record PredictResult(ServableId id, String signatureName, Map<String, Tensor> outputs)
    implements AutoCloseable {

  public PredictResult {
    requireNonNull(id, "id");
    requireNonNull(signatureName, "signatureName");
    requireNonNull(outputs, "outputs");
  }

  @Override
  public void close() {
    outputs.values().forEach(Tensor::close);
  }
}
