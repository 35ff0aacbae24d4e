package dev.strobe.server.tls;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where keys and certificates are.
 *
 * @param file with an SSLConfig in protobuf's text format
 * @param pollInterval time between two looks at whether it changed
 */
public record TlsConfig(Path file, Duration pollInterval) {

  public TlsConfig {
    requireNonNull(file, "file");
    if (pollInterval.isNegative() || pollInterval.isZero()) {
      throw new IllegalArgumentException("pollInterval must be > 0 but was " + pollInterval);
    }
  }

  /** This file, looked at every ten seconds. */
  public static TlsConfig of(Path file) {
    return new TlsConfig(file, Duration.ofSeconds(10));
  }

  public TlsConfig withPollInterval(Duration newPollInterval) {
    return new TlsConfig(file, newPollInterval);
  }
}
