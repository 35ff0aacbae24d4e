package dev.strobe.server.accesslog;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where calls are logged.
 *
 * @param file to which lines are added; empty for the standard output
 * @param queueCapacity the most calls that wait to be written; what comes beside is dropped
 */
public record AccessLogConfig(Optional<Path> file, int queueCapacity) {
  private static final int QUEUE_CAPACITY = 16_384;

  public AccessLogConfig {
    requireNonNull(file, "file");
    if (queueCapacity < 1) {
      throw new IllegalArgumentException("queueCapacity must be >= 1 but was " + queueCapacity);
    }
  }

  /** To the standard output. */
  public static AccessLogConfig toStandardOutput() {
    return new AccessLogConfig(Optional.empty(), QUEUE_CAPACITY);
  }

  /** To the end of this file, which is made if there is none. */
  public static AccessLogConfig to(Path file) {
    return new AccessLogConfig(Optional.of(file), QUEUE_CAPACITY);
  }
}
