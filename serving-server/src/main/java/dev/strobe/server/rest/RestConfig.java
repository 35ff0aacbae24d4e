package dev.strobe.server.rest;

import static java.util.Objects.requireNonNull;

import dev.strobe.server.tls.TlsConfig;
import java.time.Duration;
import java.util.Optional;

/**
 * How the REST interface listens and what it bears.
 *
 * @param port to listen at, on all addresses; 0 for any free one
 * @param tls how connections are encrypted; empty for not at all
 * @param timeout from the head of a request to its answer; empty for none
 * @param corsAllowed whether pages of any origin may call, and read the answers
 * @param modelsListed whether a list of all models is given
 * @param limits what clients may take
 * @param gzipLevel how hard answers are compressed for clients that take gzip, 1 to 9; 0 for not
 * @param eventLoops threads that read, write and run what is quick
 * @param workers threads that read and write large bodies
 */
public record RestConfig(
    int port,
    Optional<TlsConfig> tls,
    Optional<Duration> timeout,
    boolean corsAllowed,
    boolean modelsListed,
    RestLimits limits,
    int gzipLevel,
    int eventLoops,
    int workers) {
  private static final int MAX_PORT = 65_535;
  private static final int MAX_GZIP_LEVEL = 9;

  public RestConfig {
    requireNonNull(tls, "tls");
    requireNonNull(timeout, "timeout");
    requireNonNull(limits, "limits");
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("port must be in [0, 65535] but was " + port);
    }
    if (timeout.isPresent() && (timeout.get().isNegative() || timeout.get().isZero())) {
      throw new IllegalArgumentException("timeout must be > 0 but was " + timeout.get());
    }
    if (gzipLevel < 0 || gzipLevel > MAX_GZIP_LEVEL) {
      throw new IllegalArgumentException("gzipLevel must be in [0, 9] but was " + gzipLevel);
    }
    RestLimits.requirePositive("eventLoops", eventLoops);
    RestLimits.requirePositive("workers", workers);
  }

  /**
   * Any free port, no encryption, 30 seconds, no foreign origins, no list of models, gzip at its
   * quickest, a thread per processor.
   */
  public static RestConfig defaults() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new RestConfig(
        0,
        Optional.empty(),
        Optional.of(Duration.ofSeconds(30)),
        false,
        false,
        RestLimits.defaults(),
        1,
        processors,
        processors);
  }

  public RestConfig withPort(int newPort) {
    return new RestConfig(
        newPort, tls, timeout, corsAllowed, modelsListed, limits, gzipLevel, eventLoops, workers);
  }

  public RestConfig withTls(TlsConfig newTls) {
    return new RestConfig(
        port,
        Optional.of(newTls),
        timeout,
        corsAllowed,
        modelsListed,
        limits,
        gzipLevel,
        eventLoops,
        workers);
  }

  public RestConfig withTimeout(Optional<Duration> newTimeout) {
    return new RestConfig(
        port, tls, newTimeout, corsAllowed, modelsListed, limits, gzipLevel, eventLoops, workers);
  }

  public RestConfig withCorsAllowed(boolean newCorsAllowed) {
    return new RestConfig(
        port, tls, timeout, newCorsAllowed, modelsListed, limits, gzipLevel, eventLoops, workers);
  }

  public RestConfig withModelsListed(boolean newModelsListed) {
    return new RestConfig(
        port, tls, timeout, corsAllowed, newModelsListed, limits, gzipLevel, eventLoops, workers);
  }

  public RestConfig withLimits(RestLimits newLimits) {
    return new RestConfig(
        port, tls, timeout, corsAllowed, modelsListed, newLimits, gzipLevel, eventLoops, workers);
  }

  public RestConfig withMaxBodyBytes(int newMaxBodyBytes) {
    return withLimits(limits.withMaxBodyBytes(newMaxBodyBytes));
  }

  public RestConfig withGzipLevel(int newGzipLevel) {
    return new RestConfig(
        port, tls, timeout, corsAllowed, modelsListed, limits, newGzipLevel, eventLoops, workers);
  }

  public RestConfig withWorkers(int newWorkers) {
    return new RestConfig(
        port, tls, timeout, corsAllowed, modelsListed, limits, gzipLevel, eventLoops, newWorkers);
  }
}
