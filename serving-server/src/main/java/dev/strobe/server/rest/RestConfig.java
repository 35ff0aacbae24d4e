package dev.strobe.server.rest;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * How the REST interface listens and what it bears.
 *
 * @param port to listen at, on all addresses; 0 for any free one
 * @param timeout from the head of a request to its answer; empty for none
 * @param corsAllowed whether pages of any origin may call, and read the answers
 * @param modelsListed whether a list of all models is given
 * @param maxBodyBytes the largest request body taken, in bytes, before and after unpacking
 * @param eventLoops threads that read, write and run what is quick
 * @param workers threads that read and write large bodies
 */
public record RestConfig(
    int port,
    Optional<Duration> timeout,
    boolean corsAllowed,
    boolean modelsListed,
    int maxBodyBytes,
    int eventLoops,
    int workers) {
  private static final int MAX_PORT = 65_535;

  public RestConfig {
    requireNonNull(timeout, "timeout");
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("port must be in [0, 65535] but was " + port);
    }
    if (timeout.isPresent() && (timeout.get().isNegative() || timeout.get().isZero())) {
      throw new IllegalArgumentException("timeout must be > 0 but was " + timeout.get());
    }
    requirePositive("maxBodyBytes", maxBodyBytes);
    requirePositive("eventLoops", eventLoops);
    requirePositive("workers", workers);
  }

  private static void requirePositive(String name, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be > 0 but was " + value);
    }
  }

  /**
   * Any free port, 30 seconds, no foreign origins, no list of models, bodies up to 512 MiB, a
   * thread per processor.
   */
  public static RestConfig defaults() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new RestConfig(
        0, Optional.of(Duration.ofSeconds(30)), false, false, 512 << 20, processors, processors);
  }

  public RestConfig withPort(int newPort) {
    return new RestConfig(
        newPort, timeout, corsAllowed, modelsListed, maxBodyBytes, eventLoops, workers);
  }

  public RestConfig withTimeout(Optional<Duration> newTimeout) {
    return new RestConfig(
        port, newTimeout, corsAllowed, modelsListed, maxBodyBytes, eventLoops, workers);
  }

  public RestConfig withCorsAllowed(boolean newCorsAllowed) {
    return new RestConfig(
        port, timeout, newCorsAllowed, modelsListed, maxBodyBytes, eventLoops, workers);
  }

  public RestConfig withModelsListed(boolean newModelsListed) {
    return new RestConfig(
        port, timeout, corsAllowed, newModelsListed, maxBodyBytes, eventLoops, workers);
  }

  public RestConfig withMaxBodyBytes(int newMaxBodyBytes) {
    return new RestConfig(
        port, timeout, corsAllowed, modelsListed, newMaxBodyBytes, eventLoops, workers);
  }

  public RestConfig withWorkers(int newWorkers) {
    return new RestConfig(
        port, timeout, corsAllowed, modelsListed, maxBodyBytes, eventLoops, newWorkers);
  }
}
