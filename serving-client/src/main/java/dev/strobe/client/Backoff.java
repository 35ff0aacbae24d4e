package dev.strobe.client;

import java.time.Duration;

/**
 * The wait before a retry: between half of and all of a bound that doubles from the initial to the
 * maximal backoff. The spread keeps calls that failed together from coming back together.
 */
record Backoff(long initialNanos, long maxNanos) {

  static Backoff of(Duration initial, Duration max) {
    return new Backoff(initial.toNanos(), max.toNanos());
  }

  /**
   * @param failures how often the call has failed, at least 1
   * @param random uniform in [0, 1)
   */
  long delayNanos(int failures, double random) {
    long bound = initialNanos;
    for (int i = 1; i < failures && bound < maxNanos; i++) {
      bound = bound > maxNanos / 2 ? maxNanos : bound * 2;
    }
    long half = bound / 2;
    return bound - half + (long) (half * random);
  }
}
