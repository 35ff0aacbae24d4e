package dev.strobe.server.servable;

import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A run whose end can be waited for. */
public final class RecordingRun implements Run {
  private final CompletableFuture<Map<String, Tensor>> end = new CompletableFuture<>();
  private final Signature signature;
  private final Map<String, Tensor> inputs;

  public RecordingRun(Signature signature, Map<String, Tensor> inputs) {
    this.signature = signature;
    this.inputs = inputs;
  }

  /** Runs the signature to its end. */
  public static CompletableFuture<Map<String, Tensor>> of(
      Servable servable, String signature, Map<String, Tensor> inputs) {
    var run = new RecordingRun(servable.signatures().get(signature), inputs);
    servable.run(run);
    return run.end;
  }

  /** The outputs or the failure. */
  public CompletableFuture<Map<String, Tensor>> end() {
    return end;
  }

  /** From now on nobody waits for the answer. */
  public void abandon() {
    end.cancel(false);
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public Map<String, Tensor> inputs() {
    return inputs;
  }

  @Override
  public List<String> outputs() {
    return List.copyOf(signature.outputs().keySet());
  }

  @Override
  public Deadline deadline() {
    return Deadline.none();
  }

  @Override
  public Priority priority() {
    return Priority.NORMAL;
  }

  @Override
  public boolean abandoned() {
    return end.isDone();
  }

  @Override
  public void succeed(Map<String, Tensor> outputs) {
    end.complete(outputs);
  }

  @Override
  public void fail(ServingException failure) {
    end.completeExceptionally(failure);
  }
}
