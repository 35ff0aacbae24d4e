package dev.strobe.server.source;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How directories are looked at for versions.
 *
 * @param interval time between two looks; zero to look once, negative for never
 * @param settleTime how long the files of a version must not change before it is aspired; zero not
 *     to look at them
 */
public record PollingConfig(Duration interval, Duration settleTime) {

  public PollingConfig {
    requireNonNull(interval, "interval");
    if (settleTime.isNegative()) {
      throw new IllegalArgumentException("settleTime must be >= 0 but was " + settleTime);
    }
  }

  /** A look at each interval, no settling. */
  public static PollingConfig every(Duration interval) {
    return new PollingConfig(interval, Duration.ZERO);
  }

  /** One look, no settling. */
  public static PollingConfig once() {
    return every(Duration.ZERO);
  }

  public PollingConfig withSettleTime(Duration newSettleTime) {
    return new PollingConfig(interval, newSettleTime);
  }
}
