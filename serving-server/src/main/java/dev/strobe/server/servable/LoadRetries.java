package dev.strobe.server.servable;

import java.time.Duration;

/**
 * How often a failed load is tried again, and how long is waited before each try.
 *
 * @param maxRetries tries after the first, 0 or more
 */
public record LoadRetries(int maxRetries, Duration interval) {

  public LoadRetries {
    if (maxRetries < 0) {
      throw new IllegalArgumentException("maxRetries must be >= 0 but was " + maxRetries);
    }
    if (interval.isNegative()) {
      throw new IllegalArgumentException("interval must be >= 0 but was " + interval);
    }
  }

  /** TensorFlow Serving's: five retries, a minute apart. */
  public static LoadRetries defaults() {
    return new LoadRetries(5, Duration.ofMinutes(1));
  }
}
