package dev.strobe.server.rest;

import static java.util.Objects.requireNonNull;

import dev.strobe.server.description.ModelMetadata;
import dev.strobe.server.description.ModelStatus;
import dev.strobe.server.examples.ExampleInference;
import dev.strobe.server.prediction.Prediction;
import dev.strobe.server.tensor.TensorAllocator;

/**
 * The use cases that the REST interface stands in front of.
 *
 * @param allocator memory of the tensors read from requests
 */
public record RestServices(
    Prediction prediction,
    ExampleInference inference,
    ModelStatus modelStatus,
    ModelMetadata modelMetadata,
    TensorAllocator allocator) {

  public RestServices {
    requireNonNull(prediction, "prediction");
    requireNonNull(inference, "inference");
    requireNonNull(modelStatus, "modelStatus");
    requireNonNull(modelMetadata, "modelMetadata");
    requireNonNull(allocator, "allocator");
  }
}
