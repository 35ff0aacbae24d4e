package dev.strobe.server.tracing;

import java.time.Instant;

/**
 * What time it was at readings of {@link System#nanoTime}.
 *
 * @param nanoTime the reading at {@code now}
 */
record WallClock(Instant now, long nanoTime) {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /** In nanoseconds since 1970. */
  long at(long reading) {
    return now.getEpochSecond() * NANOS_PER_SECOND + now.getNano() + (reading - nanoTime);
  }
}
