package dev.strobe.server.rest;

import static java.util.Objects.requireNonNull;

import dev.strobe.server.admission.BytesInFlight;
import dev.strobe.server.description.ModelList;
import dev.strobe.server.description.ModelMetadata;
import dev.strobe.server.description.ModelStatus;
import dev.strobe.server.examples.ExampleInference;
import dev.strobe.server.observation.Calls;
import dev.strobe.server.prediction.Prediction;
import dev.strobe.server.tensor.TensorAllocator;
import java.util.Optional;

/**
 * The use cases that the REST interface stands in front of.
 *
 * @param allocator memory of the tensors read from requests
 * @param calls told of every request but those for metrics
 * @param metrics empty for none
 * @param bytes what requests and answers may take, over all interfaces
 */
public record RestServices(
    Prediction prediction,
    ExampleInference inference,
    ModelStatus modelStatus,
    ModelMetadata modelMetadata,
    TensorAllocator allocator,
    ModelList modelList,
    Calls calls,
    Optional<MetricsPage> metrics,
    BytesInFlight bytes) {

  public RestServices {
    requireNonNull(prediction, "prediction");
    requireNonNull(inference, "inference");
    requireNonNull(modelStatus, "modelStatus");
    requireNonNull(modelMetadata, "modelMetadata");
    requireNonNull(allocator, "allocator");
    requireNonNull(modelList, "modelList");
    requireNonNull(calls, "calls");
    requireNonNull(metrics, "metrics");
    requireNonNull(bytes, "bytes");
  }
}
