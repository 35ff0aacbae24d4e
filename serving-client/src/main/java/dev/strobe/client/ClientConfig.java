package dev.strobe.client;

import java.time.Duration;
import java.util.Objects;

/**
 * How a client behaves.
 *
 * @param maxInFlight calls at once, counting those between two attempts; this many requests may be
 *     in memory a second time, as bytes
 * @param maxWaiting calls that may wait, in order, for a place in flight. A call beyond that fails
 *     with RESOURCE_EXHAUSTED at once; nothing blocks.
 * @param maxInboundBytes the largest response taken, in bytes
 * @param drainTimeout how long closing the client waits for the calls in flight
 * @param retry when a failed call is tried again
 */
public record ClientConfig(
    int maxInFlight,
    int maxWaiting,
    int maxInboundBytes,
    Duration drainTimeout,
    RetryPolicy retry) {

  public ClientConfig {
    checkAtLeast("maxInFlight", maxInFlight, 1);
    checkAtLeast("maxWaiting", maxWaiting, 0);
    checkAtLeast("maxInboundBytes", maxInboundBytes, 1);
    if (drainTimeout.isNegative()) {
      throw new IllegalArgumentException("drainTimeout must be >= 0 but was " + drainTimeout);
    }
    Objects.requireNonNull(retry, "retry");
  }

  /** 32 calls in flight, 1024 waiting, responses up to 1 GiB, 5 s to drain. */
  public static ClientConfig defaults() {
    return new ClientConfig(32, 1024, 1 << 30, Duration.ofSeconds(5), RetryPolicy.defaults());
  }

  public ClientConfig withMaxInFlight(int maxInFlight) {
    return new ClientConfig(maxInFlight, maxWaiting, maxInboundBytes, drainTimeout, retry);
  }

  public ClientConfig withMaxWaiting(int maxWaiting) {
    return new ClientConfig(maxInFlight, maxWaiting, maxInboundBytes, drainTimeout, retry);
  }

  public ClientConfig withMaxInboundBytes(int maxInboundBytes) {
    return new ClientConfig(maxInFlight, maxWaiting, maxInboundBytes, drainTimeout, retry);
  }

  public ClientConfig withDrainTimeout(Duration drainTimeout) {
    return new ClientConfig(maxInFlight, maxWaiting, maxInboundBytes, drainTimeout, retry);
  }

  public ClientConfig withRetry(RetryPolicy retry) {
    return new ClientConfig(maxInFlight, maxWaiting, maxInboundBytes, drainTimeout, retry);
  }

  private static void checkAtLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be at least %d but was %d".formatted(name, least, value));
    }
  }
}
