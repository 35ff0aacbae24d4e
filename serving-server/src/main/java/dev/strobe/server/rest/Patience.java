package dev.strobe.server.rest;

import java.time.Duration;

/**
 * How long a connection may take for what is due next.
 *
 * @param maxConnections how many connections are open at once
 * @param firstHead from its beginning to the end of its first request's head
 * @param body from the end of a request's head to that of its body
 * @param answer from the end of a request's body until its answer has been taken off us
 * @param nextHead from there to the end of the next request's head
 */
record Patience(
    int maxConnections, Duration firstHead, Duration body, Duration answer, Duration nextHead) {

  /** Time between two looks for connections that only take up room. */
  static final Duration SWEEP = Duration.ofSeconds(1);

  private static final Duration ENDLESS = Duration.ofNanos(Long.MAX_VALUE);

  static Patience of(RestConfig config) {
    RestLimits limits = config.limits();
    return new Patience(
        limits.maxConnections(),
        limits.headTime(),
        config.timeout().map(SWEEP::plus).orElse(limits.idleTime()),
        config
            .timeout()
            .map(timeout -> max(limits.idleTime(), timeout.multipliedBy(2)))
            .orElse(ENDLESS),
        limits.idleTime());
  }

  private static Duration max(Duration first, Duration second) {
    return first.compareTo(second) > 0 ? first : second;
  }
}
