package dev.strobe.server.rest;

import java.time.Duration;

/**
 * What clients of the REST interface may take.
 *
 * @param maxBodyBytes the largest request body taken, in bytes
 * @param maxConnections how many connections are open at once; others are closed at once
 * @param headTime how long a new connection may take for the head of its first request
 * @param idleTime how long a connection may then take for the head of the next
 */
public record RestLimits(
    int maxBodyBytes, int maxConnections, Duration headTime, Duration idleTime) {

  public RestLimits {
    requirePositive("maxBodyBytes", maxBodyBytes);
    requirePositive("maxConnections", maxConnections);
    if (headTime.isNegative() || headTime.isZero()) {
      throw new IllegalArgumentException("headTime must be > 0 but was " + headTime);
    }
    if (idleTime.isNegative() || idleTime.isZero()) {
      throw new IllegalArgumentException("idleTime must be > 0 but was " + idleTime);
    }
  }

  static void requirePositive(String name, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be > 0 but was " + value);
    }
  }

  /** 512 MiB, 16,384 connections, 30 seconds, five minutes. */
  public static RestLimits defaults() {
    return new RestLimits(512 << 20, 16_384, Duration.ofSeconds(30), Duration.ofMinutes(5));
  }

  public RestLimits withMaxBodyBytes(int newMaxBodyBytes) {
    return new RestLimits(newMaxBodyBytes, maxConnections, headTime, idleTime);
  }

  public RestLimits withMaxConnections(int newMaxConnections) {
    return new RestLimits(maxBodyBytes, newMaxConnections, headTime, idleTime);
  }

  public RestLimits withTimes(Duration newHeadTime, Duration newIdleTime) {
    return new RestLimits(maxBodyBytes, maxConnections, newHeadTime, newIdleTime);
  }
}
