package dev.strobe.server.warmup;

/**
 * How a version is warmed up.
 *
 * @param iterations how often each recorded request is replayed, at least 1
 */
public record WarmupConfig(int iterations) {

  public WarmupConfig {
    if (iterations < 1) {
      throw new IllegalArgumentException("iterations must be >= 1 but was " + iterations);
    }
  }

  /** TensorFlow Serving's: each request once. */
  public static WarmupConfig defaults() {
    return new WarmupConfig(1);
  }
}
