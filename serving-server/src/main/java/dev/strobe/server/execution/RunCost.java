package dev.strobe.server.execution;

/**
 * What the runs of one signature have been seen to take: a moving average, and how large an input
 * was still fast, since a model may be fast for small inputs only. A new signature counts as slow
 * until some runs have shown otherwise.
 *
 * <p>Runs on several threads add what they took without a lock. One may be lost to another, which
 * changes an average of many little, and saves every run the wait for the others.
 */
final class RunCost {
  private static final int WEIGHT = 8;
  private static final int INITIAL_FACTOR = 8;

  /**
   * A thread that reads an input of many bytes is held up for about a nanosecond by each of them;
   * of a run, a quarter of that is let pass.
   */
  private static final int FREE_BYTES_A_NANO = 4;

  private final long fastNanos;
  private volatile long averageNanos;
  private volatile long fastBytes = -1;
  private volatile boolean lastWasSlow;

  /** Runs that take less than {@code fastNanos} count as fast. */
  RunCost(long fastNanos) {
    this.fastNanos = fastNanos;
    this.averageNanos = INITIAL_FACTOR * fastNanos;
  }

  /** True if a run of so many input bytes can be expected to be fast. */
  boolean isFast(long inputBytes) {
    return averageNanos < fastNanos && inputBytes <= 2 * fastBytes;
  }

  /**
   * Counts a run in. A thread that the system held up says little of the model. So no single run
   * counts for more than twice the limit, and a slow run of an input no larger than others that
   * were fast counts against that size only if the one before was slow too.
   */
  void add(long nanos, long inputBytes) {
    long own = Math.max(0, nanos - inputBytes / FREE_BYTES_A_NANO);
    long counted = Math.min(own, 2 * fastNanos);
    long average = averageNanos;
    long change = (counted - average) / WEIGHT;
    if (change != 0) {
      averageNanos = average + change;
    }
    boolean slow = own >= fastNanos;
    if (!slow && inputBytes > fastBytes) {
      fastBytes = inputBytes;
    } else if (slow && (lastWasSlow || inputBytes > fastBytes)) {
      fastBytes = Math.min(fastBytes, inputBytes / 4);
    }
    if (slow != lastWasSlow) {
      lastWasSlow = slow;
    }
  }
}
