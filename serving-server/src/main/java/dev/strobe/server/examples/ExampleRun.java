package dev.strobe.server.examples;

import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.tensorflow.SignatureDef;
import dev.strobe.server.observation.Call;
import dev.strobe.server.prediction.PredictCall;
import dev.strobe.server.prediction.PredictResult;
import dev.strobe.server.prediction.Prediction;
import dev.strobe.server.servable.Deadline;
import dev.strobe.server.servable.ModelRef;
import dev.strobe.server.servable.Priority;
import dev.strobe.server.servable.ServableId;
import dev.strobe.server.servable.ServableLease;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.wire.ModelSpecs;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/**
 * A signature that was found fit for a method, ready to be run on examples.
 *
 * @param outputs aliases of what is fetched
 * @param response makes the answer of the version, with the signature, and the result
 * @param <R> the method's result
 * @param <T> the answer
 */
record ExampleRun<R, T>(
    String signature,
    List<String> outputs,
    ExampleMethod<R> method,
    BiFunction<ModelSpec, R, T> response) {

  /**
   * Checks a signature.
   *
   * @throws ServingException INVALID_ARGUMENT if it does not fit the method
   */
  static <R, T> ExampleRun<R, T> of(
      String name,
      SignatureDef signature,
      ExampleMethod<R> method,
      BiFunction<ModelSpec, R, T> response) {
    return new ExampleRun<>(name, method.outputs(signature), method, response);
  }

  /** Runs on the leased version; the lease belongs to the run from now on. */
  CompletableFuture<T> start(
      Prediction prediction,
      ServableLease lease,
      ExampleBatch batch,
      Deadline deadline,
      Priority priority,
      Call observed) {
    ServableId id = lease.id();
    var call =
        new PredictCall(
            ModelRef.version(id.name(), id.version()),
            signature,
            Map.of(ExampleMethod.INPUTS, batch.tensor()),
            outputs,
            deadline,
            priority,
            observed);
    return Answers.read(prediction.run(lease, call), result -> read(result, batch.size()));
  }

  private T read(PredictResult result, int examples) {
    try (result) {
      ModelSpec spec = ModelSpecs.of(result.id()).toBuilder().setSignatureName(signature).build();
      return response.apply(spec, method.result(result.outputs(), examples));
    }
  }
}
