package dev.strobe.client;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The tokens of {@link RetryPolicy.Budget}. Safe for use by many threads. */
final class RetryBudget {
  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private final RetryPolicy.Budget policy;
  private final LongSupplier nanoTime;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private double tokens;

  @GuardedBy("lock")
  private long filledAtNanos;

  /**
   * @param nanoTime a monotonic clock, in nanoseconds
   */
  RetryBudget(RetryPolicy.Budget policy, LongSupplier nanoTime) {
    this.policy = policy;
    this.nanoTime = nanoTime;
    this.tokens = policy.capacity();
    this.filledAtNanos = nanoTime.getAsLong();
  }

  /** Takes a token; false if there is none. */
  boolean tryTake() {
    long now = nanoTime.getAsLong();
    synchronized (lock) {
      add(policy.perSecond() * (now - filledAtNanos) / NANOS_PER_SECOND);
      filledAtNanos = now;
      if (tokens < 1) {
        return false;
      }
      tokens -= 1;
      return true;
    }
  }

  void onSuccess() {
    synchronized (lock) {
      add(policy.perSuccess());
    }
  }

  @GuardedBy("lock")
  private void add(double more) {
    tokens = Math.min(policy.capacity(), tokens + more);
  }
}
