package dev.strobe.server.wire;

import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.PredictRequest;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.Tensor;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The inputs of a request while it is read; of two by one name the last counts. */
final class Inputs {
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final SortedMap<String, ServingException> failures = new TreeMap<>();

  /** Makes a tensor, or fails as one that is wrong. */
  @FunctionalInterface
  interface Source {
    Tensor read() throws IOException;
  }

  void put(String alias, Source source) throws IOException {
    failures.remove(alias);
    Tensor replaced = tensors.remove(alias);
    if (replaced != null) {
      replaced.close();
    }
    try {
      tensors.put(alias, source.read());
    } catch (ServingException e) {
      failures.put(alias, e);
    }
  }

  void discard() {
    tensors.values().forEach(Tensor::close);
    tensors.clear();
  }

  /** The request that has these inputs, and all else of {@code request}. */
  IncomingPredict with(PredictRequest request) {
    Optional<ModelSpec> spec =
        request.hasModelSpec() ? Optional.of(request.getModelSpec()) : Optional.empty();
    Optional<ServingException> failure =
        failures.isEmpty() ? Optional.empty() : failures.values().stream().findFirst();
    return new IncomingPredict(spec, tensors, request.getOutputFilterList(), failure);
  }
}
