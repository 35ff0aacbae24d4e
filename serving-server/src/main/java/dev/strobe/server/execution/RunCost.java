package dev.strobe.server.execution;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What the runs of one signature have been seen to take: a moving average, and how large an input
 * was still fast, since a model may be fast for small inputs only. A new signature counts as slow
 * until some runs have shown otherwise.
 */
final class RunCost {
  private static final int WEIGHT = 8;
  private static final int INITIAL_FACTOR = 8;

  private final long fastNanos;
  private final AtomicLong averageNanos;
  private final AtomicLong fastBytes = new AtomicLong(-1);

  /** Runs that take less than {@code fastNanos} count as fast. */
  RunCost(long fastNanos) {
    this.fastNanos = fastNanos;
    this.averageNanos = new AtomicLong(INITIAL_FACTOR * fastNanos);
  }

  /** True if a run of so many input bytes can be expected to be fast. */
  boolean isFast(long inputBytes) {
    return averageNanos.get() < fastNanos && inputBytes <= 2 * fastBytes.get();
  }

  /**
   * Counts a run in. No single one counts for more than twice the limit: a thread that the system
   * held up says little of the model.
   */
  void add(long nanos, long inputBytes) {
    long counted = Math.min(nanos, 2 * fastNanos);
    averageNanos.updateAndGet(average -> average + (counted - average) / WEIGHT);
    if (nanos < fastNanos) {
      fastBytes.accumulateAndGet(inputBytes, Math::max);
    } else {
      fastBytes.accumulateAndGet(inputBytes / 4, Math::min);
    }
  }
}
