package dev.strobe.server.servable;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * When an answer is due, on the clock of {@link System#nanoTime}, or never.
 *
 * @param nanoTime the moment; empty for no deadline
 */
public record Deadline(OptionalLong nanoTime) {
  private static final Deadline NONE = new Deadline(OptionalLong.empty());

  /** No deadline. */
  public static Deadline none() {
    return NONE;
  }

  /** At this reading of {@link System#nanoTime}. */
  public static Deadline at(long nanoTime) {
    return new Deadline(OptionalLong.of(nanoTime));
  }

  /** So long after the reading {@code nowNanos} of {@link System#nanoTime}. */
  public static Deadline after(long nowNanos, Duration time) {
    return at(nowNanos + time.toNanos());
  }

  /** Nanoseconds left at {@code nowNanos}, 0 or less once passed; Long.MAX_VALUE for none. */
  public long remainingNanos(long nowNanos) {
    return nanoTime.isPresent() ? nanoTime.getAsLong() - nowNanos : Long.MAX_VALUE;
  }
}
