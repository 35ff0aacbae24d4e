package dev.strobe.server.rest;

import dev.strobe.protos.tensorflow.SignatureDef;
import dev.strobe.server.servable.Run;
import dev.strobe.server.servable.Servable;
import dev.strobe.server.servable.Signature;
import dev.strobe.server.servable.TensorSpec;
import dev.strobe.server.tensor.DType;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Holds every run of its signature, floats {@code x} to {@code y}, until the test ends it. */
final class HeldServable implements Servable {
  private static final TensorSpec FLOATS = new TensorSpec("f:0", DType.FLOAT, Optional.empty());

  private final BlockingQueue<Run> runs = new LinkedBlockingQueue<>();

  /** The next run that came, after waiting for it. */
  Run next() throws InterruptedException {
    Run run = runs.poll(30, TimeUnit.SECONDS);
    if (run == null) {
      throw new IllegalStateException("no run came");
    }
    return run;
  }

  boolean isIdle() {
    return runs.isEmpty();
  }

  /** Ends a run with its own input. */
  static void echo(Run run) {
    run.succeed(Map.of("y", run.inputs().get("x")));
  }

  @Override
  public Map<String, Signature> signatures() {
    return Map.of(
        Signature.DEFAULT_NAME,
        Signature.of(
            Signature.DEFAULT_NAME,
            "tensorflow/serving/predict",
            Map.of("x", FLOATS),
            Map.of("y", FLOATS)));
  }

  @Override
  public Map<String, SignatureDef> definitions() {
    return Map.of();
  }

  @Override
  public void run(Run run) {
    runs.add(run);
  }

  @Override
  public void close() {}
}
