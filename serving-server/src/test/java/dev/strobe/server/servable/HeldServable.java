package dev.strobe.server.servable;

import dev.strobe.protos.tensorflow.SignatureDef;
import dev.strobe.server.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Holds every run until the test ends it. */
public final class HeldServable implements Servable {
  private static final int PATIENCE_SECONDS = 30;

  private final Map<String, Signature> signatures;
  private final Map<String, SignatureDef> definitions;
  private final BlockingQueue<Run> runs = new LinkedBlockingQueue<>();
  private volatile Consumer<Run> atStart = run -> {};

  public HeldServable(Map<String, Signature> signatures, Map<String, SignatureDef> definitions) {
    this.signatures = signatures;
    this.definitions = definitions;
  }

  /** One whose only signature takes floats {@code x} and gives floats {@code y}. */
  public static HeldServable ofFloats(String methodName) {
    var floats = new TensorSpec("f:0", DType.FLOAT, Optional.empty());
    var signature =
        Signature.of(Signature.DEFAULT_NAME, methodName, Map.of("x", floats), Map.of("y", floats));
    return new HeldServable(Map.of(Signature.DEFAULT_NAME, signature), Map.of());
  }

  /** What is done with each run from now on when it comes. */
  public void atStart(Consumer<Run> task) {
    atStart = task;
  }

  /** The next run that came, after waiting for it. */
  public Run next() {
    try {
      Run run = runs.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (run == null) {
        throw new IllegalStateException("no run came");
      }
      return run;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** All runs that came and were not taken, which are taken by this. */
  public List<Run> all() {
    List<Run> all = new ArrayList<>();
    runs.drainTo(all);
    return all;
  }

  /** Whether every run that came was taken. */
  public boolean isIdle() {
    return runs.isEmpty();
  }

  /** Ends a run with its own input. */
  public static void echo(Run run) {
    run.succeed(Map.of("y", run.inputs().get("x")));
  }

  @Override
  public Map<String, Signature> signatures() {
    return signatures;
  }

  @Override
  public Map<String, SignatureDef> definitions() {
    return definitions;
  }

  @Override
  public void run(Run run) {
    atStart.accept(run);
    runs.add(run);
  }

  @Override
  public void close() {}
}
