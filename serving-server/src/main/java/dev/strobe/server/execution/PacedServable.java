package dev.strobe.server.execution;

import dev.strobe.server.servable.ForwardingServable;
import dev.strobe.server.servable.Run;
import dev.strobe.server.servable.Servable;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * A servable that may be run from a thread that must not be held up. Runs expected to be fast
 * happen on that thread; others wait for one of the version's own threads, so that a slow model
 * takes no thread from another. What nobody waits for any more when its turn comes is dropped.
 */
final class PacedServable implements ForwardingServable {
  private final Servable servable;
  private final ThreadPoolExecutor executor;
  private final RunMetrics metrics;
  private final ProcessorShares shares;
  private final Map<String, RunCost> costs = new HashMap<>();

  /**
   * A servable around {@code servable}, which it closes.
   *
   * @param executor the version's own, which it shuts down; refuses what it cannot hold
   * @param shares gives its threads a share of the processors for each run
   */
  PacedServable(
      Servable servable,
      ThreadPoolExecutor executor,
      long fastNanos,
      RunMetrics metrics,
      ProcessorShares shares) {
    this.servable = servable;
    this.executor = executor;
    this.metrics = metrics;
    this.shares = shares;
    servable.signatures().keySet().forEach(name -> costs.put(name, new RunCost(fastNanos)));
  }

  @Override
  public Servable servable() {
    return servable;
  }

  @Override
  public void run(Run run) {
    RunCost cost = costs.get(run.signature().name());
    long inputBytes = inputBytes(run);
    if (cost == null) {
      discard(run, new ServingException(Code.INTERNAL, "An unknown signature was to be run"));
    } else if (cost.isFast(inputBytes)) {
      begin(run, cost, inputBytes);
    } else {
      enqueue(run, cost, inputBytes);
    }
  }

  private static long inputBytes(Run run) {
    long bytes = 0;
    for (Tensor input : run.inputs().values()) {
      bytes += input.contentBytes();
    }
    return bytes;
  }

  private void begin(Run run, RunCost cost, long inputBytes) {
    servable.run(new TimedRun(run, cost, metrics, inputBytes, System.nanoTime()));
  }

  private void enqueue(Run run, RunCost cost, long inputBytes) {
    try {
      executor.execute(
          () -> {
            if (run.abandoned()) {
              metrics.onDropped();
              discard(run, new ServingException(Code.CANCELLED, "Dropped before it began"));
            } else {
              shares.run(() -> begin(run, cost, inputBytes));
            }
          });
    } catch (RejectedExecutionException e) {
      metrics.onDropped();
      discard(
          run,
          new ServingException(
              Code.RESOURCE_EXHAUSTED,
              "%d runs of the model wait already, and no more may"
                  .formatted(executor.getQueue().size()),
              e));
    }
  }

  private static void discard(Run run, ServingException reason) {
    run.inputs().values().forEach(Tensor::close);
    run.fail(reason);
  }

  @Override
  public void close() {
    executor.shutdown();
    servable.close();
  }
}
