package dev.strobe.server.batching;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * Learns size and window of one version's batches from how they go, against a target for the time
 * from a run's arrival to its outputs. It looks back after every so many batches.
 *
 * <ul>
 *   <li>Size: grows by an eighth while batches are full, so that one more run would not have
 *       fitted, and run within half of the target, else shrinks to three quarters. Waiting does not
 *       count: under overload smaller batches would only lengthen the queue.
 *   <li>Window: none as long as runs come alone. Where they meet, a longer window is tried now and
 *       then and kept if a row then costs at least a twentieth less; it is halved where batches are
 *       late.
 * </ul>
 *
 * Up to one batch in twenty may be late. Where the model cannot keep the target at all, the
 * shortest run seen takes its place: twice that is fast enough for a run, four times that with
 * waiting. Safe for use by many threads.
 */
final class AdaptiveLimits implements BatchLimits {
  static final int BATCHES_PER_LOOK = 64;
  private static final int LATE_SHARE = 20;
  private static final int FIRST_WINDOW_SHARE = 16;
  private static final int LOOKS_BETWEEN_TRIALS = 16;
  private static final double WORTHWHILE = 0.95;

  private final long targetNanos;
  private final int maxSize;
  private final Object lock = new Object();

  private volatile int size;
  private volatile long windowNanos;

  @GuardedBy("lock")
  private final Tally tally = new Tally();

  @GuardedBy("lock")
  private long shortestNanos = Long.MAX_VALUE / 4;

  @GuardedBy("lock")
  private boolean onTrial;

  @GuardedBy("lock")
  private long windowBefore;

  @GuardedBy("lock")
  private double costBefore;

  @GuardedBy("lock")
  private int looksToTrial = LOOKS_BETWEEN_TRIALS;

  /**
   * Starts with no window and single rows.
   *
   * @param maxSize the most rows of a batch
   */
  AdaptiveLimits(long targetNanos, int maxSize) {
    this.targetNanos = targetNanos;
    this.maxSize = maxSize;
    this.size = 1;
  }

  @Override
  public long windowNanos() {
    return windowNanos;
  }

  @Override
  public int maxRows() {
    return size;
  }

  @Override
  public void onBatch(BatchOutcome batch) {
    synchronized (lock) {
      shortestNanos = Math.min(shortestNanos, batch.runNanos());
      tally.batches++;
      tally.runs += batch.runs();
      tally.rows += batch.rows();
      tally.runNanos += batch.runNanos();
      tally.full += isFull(batch) ? 1 : 0;
      tally.slow += batch.runNanos() > Math.max(targetNanos / 2, 2 * shortestNanos) ? 1 : 0;
      tally.late +=
          batch.waitNanos() + batch.runNanos() > Math.max(targetNanos, 4 * shortestNanos) ? 1 : 0;
      if (tally.batches == BATCHES_PER_LOOK) {
        adaptSize();
        adaptWindow();
        tally.clear();
      }
    }
  }

  /** True if one more run like those of the batch would not have fitted. */
  private boolean isFull(BatchOutcome batch) {
    return batch.rows() + (double) batch.rows() / batch.runs() > size;
  }

  @GuardedBy("lock")
  private void adaptSize() {
    if (tally.slow > tally.batches / LATE_SHARE) {
      size = Math.max(1, size * 3 / 4);
    } else if (tally.full > tally.batches / LATE_SHARE) {
      size = Math.min(maxSize, size + Math.max(1, size / 8));
    }
  }

  @GuardedBy("lock")
  private void adaptWindow() {
    boolean late = tally.late > tally.batches / LATE_SHARE;
    boolean alone = tally.runs < tally.batches * 5 / 4;
    if (late || alone) {
      endTrial();
      windowNanos = alone ? 0 : halved(windowNanos);
    } else if (onTrial) {
      judge();
    } else if (--looksToTrial <= 0) {
      tryLonger();
    }
  }

  @GuardedBy("lock")
  private void endTrial() {
    onTrial = false;
    looksToTrial = LOOKS_BETWEEN_TRIALS;
  }

  private long halved(long window) {
    return window <= targetNanos / FIRST_WINDOW_SHARE ? 0 : window / 2;
  }

  @GuardedBy("lock")
  private void judge() {
    if (tally.costOfRow() <= WORTHWHILE * costBefore) {
      tryLonger();
    } else {
      windowNanos = windowBefore;
      endTrial();
    }
  }

  /** A window that is half of the target leaves the other half for the run. */
  @GuardedBy("lock")
  private void tryLonger() {
    long longer = windowNanos == 0 ? targetNanos / FIRST_WINDOW_SHARE : 2 * windowNanos;
    if (longer > targetNanos / 2) {
      endTrial();
      return;
    }
    onTrial = true;
    windowBefore = windowNanos;
    costBefore = tally.costOfRow();
    windowNanos = longer;
  }

  /** The batches since the last look. */
  private static final class Tally {
    int batches;
    long runs;
    long rows;
    long runNanos;
    int full;
    int slow;
    int late;

    double costOfRow() {
      return (double) runNanos / rows;
    }

    void clear() {
      batches = 0;
      runs = 0;
      rows = 0;
      runNanos = 0;
      full = 0;
      slow = 0;
      late = 0;
    }
  }
}
