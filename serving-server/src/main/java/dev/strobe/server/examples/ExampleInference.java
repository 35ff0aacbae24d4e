package dev.strobe.server.examples;

import static dev.strobe.server.examples.OutputChecks.invalid;
import static java.util.Objects.requireNonNull;

import dev.strobe.protos.serving.ClassificationResponse;
import dev.strobe.protos.serving.InferenceResult;
import dev.strobe.protos.serving.InferenceTask;
import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.MultiInferenceResponse;
import dev.strobe.protos.serving.RegressionResponse;
import dev.strobe.protos.tensorflow.SignatureDef;
import dev.strobe.server.observation.Call;
import dev.strobe.server.prediction.MethodNames;
import dev.strobe.server.prediction.Prediction;
import dev.strobe.server.servable.ServableLease;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.wire.ModelSpecs;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The use cases about examples, behind every front end. Safe for use by many threads; deadlines,
 * threads and cancellation are those of {@link Prediction}. A future fails with a {@link
 * ServingException}: as {@link Prediction} does, and with INVALID_ARGUMENT for a signature that
 * does not fit the method, for bad input, and for outputs that cannot be read as an answer.
 */
public final class ExampleInference {
  private final Prediction prediction;
  private final Classify classify;
  private final Regress regress;

  /** The use cases over {@code prediction}. */
  public ExampleInference(Prediction prediction, MethodNames names) {
    this.prediction = requireNonNull(prediction, "prediction");
    this.classify = new Classify(names);
    this.regress = new Regress(names);
  }

  /** Tells the classes of each example. */
  public CompletableFuture<ClassificationResponse> classify(ExampleCall call) {
    return ask(
        call,
        classify,
        (spec, result) ->
            ClassificationResponse.newBuilder().setModelSpec(spec).setResult(result).build());
  }

  /** Tells the value of each example. */
  public CompletableFuture<RegressionResponse> regress(ExampleCall call) {
    return ask(
        call,
        regress,
        (spec, result) ->
            RegressionResponse.newBuilder().setModelSpec(spec).setResult(result).build());
  }

  private <R, T> CompletableFuture<T> ask(
      ExampleCall call, ExampleMethod<R> method, BiFunction<ModelSpec, R, T> response) {
    return onLease(
        call.model(),
        lease -> {
          String name = ModelSpecs.signatureName(call.model());
          SignatureDef signature = lease.servable().definitions().get(name);
          if (signature == null) {
            throw invalid("No signature was found with the name: " + name);
          }
          ExampleRun<R, T> run = ExampleRun.of(name, signature, method, response);
          return run.start(
              prediction,
              lease,
              ExampleBatch.of(call.input()),
              call.deadline(),
              call.priority(),
              call.observed());
        });
  }

  /**
   * Answers all tasks by one version, each by a run of its own, side by side. The first failure is
   * the failure of the whole.
   */
  public CompletableFuture<MultiInferenceResponse> infer(MultiInferenceCall call) {
    ModelSpec model =
        call.tasks().stream()
            .findFirst()
            .map(InferenceTask::getModelSpec)
            .orElse(ModelSpec.getDefaultInstance());
    return onLease(
        model,
        lease -> {
          List<ExampleRun<?, InferenceResult>> runs =
              new InferenceTasks(classify, regress)
                  .runs(call.tasks(), lease.servable().definitions());
          ExampleBatch batch = ExampleBatch.of(call.input());
          List<ServableLease> leases = SharedLease.split(lease, runs.size());
          List<CompletableFuture<InferenceResult>> answers = new ArrayList<>();
          for (int i = 0; i < runs.size(); i++) {
            Call observed = i == 0 ? call.observed() : Call.NONE;
            answers.add(
                runs.get(i)
                    .start(
                        prediction,
                        leases.get(i),
                        batch,
                        call.deadline(),
                        call.priority(),
                        observed));
          }
          return Answers.read(
              Answers.all(answers),
              results -> MultiInferenceResponse.newBuilder().addAllResults(results).build());
        });
  }

  /** Pins the model for {@code start}, which hands the lease on or throws. */
  private <T> CompletableFuture<T> onLease(
      ModelSpec model, Function<ServableLease, CompletableFuture<T>> start) {
    ServableLease lease;
    try {
      lease = prediction.lease(ModelSpecs.toRef(model));
    } catch (ServingException e) {
      return CompletableFuture.failedFuture(e);
    }
    try {
      return start.apply(lease);
    } catch (ServingException e) {
      lease.close();
      return CompletableFuture.failedFuture(e);
    } catch (OutOfMemoryError e) {
      lease.close();
      return CompletableFuture.failedFuture(
          new ServingException(
              Code.RESOURCE_EXHAUSTED, "No memory for the examples: " + e.getMessage(), e));
    }
  }
}
