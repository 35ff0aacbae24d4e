package dev.strobe.pipeline.serving;

import dev.strobe.client.ServingClient;
import dev.strobe.client.ServingException;
import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.PredictRequest;
import dev.strobe.protos.serving.PredictResponse;
import dev.strobe.transforms.predictor.Predictor;
import dev.strobe.transforms.predictor.PredictorException;
import dev.strobe.transforms.predictor.Tensor;
import io.grpc.Deadline;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A model behind a gRPC server. Every call gets the same time, retries included. */
final class GrpcPredictor implements Predictor {
  private final ServingClient client;
  private final ModelSpec model;
  private final Duration timeout;

  GrpcPredictor(ServingClient client, String model, Duration timeout) {
    this.client = client;
    this.model = ModelSpec.newBuilder().setName(model).build();
    this.timeout = timeout;
  }

  @Override
  public dev.strobe.transforms.predictor.ModelSpec describe() {
    try {
      return client.modelMetadata(model, deadline()).thenApply(ModelSpecs::of).join();
    } catch (CompletionException e) {
      throw translate(e);
    }
  }

  @Override
  public CompletableFuture<Map<String, Tensor>> predict(
      String signature, Map<String, Tensor> inputs) {
    PredictRequest.Builder request =
        PredictRequest.newBuilder().setModelSpec(model.toBuilder().setSignatureName(signature));
    inputs.forEach((alias, tensor) -> request.putInputs(alias, TensorProtos.encode(tensor)));
    return client
        .predict(request.build(), deadline())
        .handle(
            (response, failure) -> {
              if (failure != null) {
                throw translate(failure);
              }
              return outputs(response);
            });
  }

  private static Map<String, Tensor> outputs(PredictResponse response) {
    Map<String, Tensor> outputs = new HashMap<>();
    response.getOutputsMap().forEach((alias, t) -> outputs.put(alias, TensorProtos.decode(t)));
    return outputs;
  }

  private static PredictorException translate(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof ServingException e) {
      return new PredictorException(
          e.code().name(), String.valueOf(e.getMessage()), e.attempts(), e);
    }
    return new PredictorException("INTERNAL", String.valueOf(cause), 1, cause);
  }

  private Deadline deadline() {
    return Deadline.after(timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    client.close();
  }
}
