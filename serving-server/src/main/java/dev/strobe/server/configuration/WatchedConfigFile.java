package dev.strobe.server.configuration;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;

/**
 * A model configuration file that is read again and again.
 *
 * @param interval the time between two looks, more than zero
 */
public record WatchedConfigFile(Path file, Duration interval) {

  public WatchedConfigFile {
    requireNonNull(file, "file");
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("interval must be > 0 but was " + interval);
    }
  }
}
