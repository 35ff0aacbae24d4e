package dev.strobe.server.batching;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A batch that has a slot until it ends. Its end may come before the thread that began it returns
 * from there, or later; whichever is later gives the slot back.
 */
final class RunningBatch implements Runnable {
  private final BatchedVersion version;
  private final List<QueuedRun> runs;
  private final long beginNanos;
  private final Runnable onLateEnd;
  private final AtomicBoolean halfway = new AtomicBoolean();

  /**
   * A batch to run.
   *
   * @param onLateEnd gives the slot back if the batch ends after {@link #begin} returned
   */
  RunningBatch(BatchedVersion version, List<QueuedRun> runs, long beginNanos, Runnable onLateEnd) {
    this.version = version;
    this.runs = runs;
    this.beginNanos = beginNanos;
    this.onLateEnd = onLateEnd;
  }

  BatchedVersion version() {
    return version;
  }

  long beginNanos() {
    return beginNanos;
  }

  /** Runs it; true if it has ended, so that the caller gives the slot back. */
  boolean begin() {
    version.runner().run(runs, this);
    return !halfway.compareAndSet(false, true);
  }

  /** The servable is done with it. */
  @Override
  public void run() {
    int rows = runs.stream().mapToInt(QueuedRun::rows).sum();
    long runNanos = version.runner().clock().getAsLong() - beginNanos;
    long waitNanos = beginNanos - runs.get(0).sinceNanos();
    version.limits().onBatch(new BatchOutcome(runs.size(), rows, waitNanos, runNanos));
    if (!halfway.compareAndSet(false, true)) {
      onLateEnd.run();
    }
  }
}
