package dev.strobe.server.execution;

import java.time.Duration;

/**
 * How the runs of each loaded version are spread over threads.
 *
 * @param threads the most that run one version side by side, apart from callers' own
 * @param queueCapacity the most runs of one version that wait for a thread
 * @param inlineBelow a signature whose runs take less on average, and a quarter of a nanosecond for
 *     each byte of input, is run on the caller's thread; zero for never
 */
public record ExecutionConfig(int threads, int queueCapacity, Duration inlineBelow) {

  public ExecutionConfig {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be >= 1 but was " + threads);
    }
    if (queueCapacity < 1) {
      throw new IllegalArgumentException("queueCapacity must be >= 1 but was " + queueCapacity);
    }
    if (inlineBelow.isNegative()) {
      throw new IllegalArgumentException("inlineBelow must be >= 0 but was " + inlineBelow);
    }
  }

  /** A thread per core, a thousand waiting, 200 microseconds. */
  public static ExecutionConfig defaults() {
    int cores = Runtime.getRuntime().availableProcessors();
    return new ExecutionConfig(cores, 1000, Duration.ofNanos(200_000));
  }

  public ExecutionConfig withThreads(int newThreads) {
    return new ExecutionConfig(newThreads, queueCapacity, inlineBelow);
  }

  public ExecutionConfig withQueueCapacity(int newQueueCapacity) {
    return new ExecutionConfig(threads, newQueueCapacity, inlineBelow);
  }
}
