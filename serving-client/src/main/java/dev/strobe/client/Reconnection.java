package dev.strobe.client;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Makes a channel look again for servers it could not connect to. Left alone, gRPC waits up to two
 * minutes between two tries, however long the server has been back.
 */
final class Reconnection {
  private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Runnable reset;
  private final LongSupplier nanoTime;
  private final AtomicLong lastNanos;

  /**
   * @param reset ends the channel's own wait
   * @param nanoTime a monotonic clock, in nanoseconds
   */
  Reconnection(Runnable reset, LongSupplier nanoTime) {
    this.reset = reset;
    this.nanoTime = nanoTime;
    this.lastNanos = new AtomicLong(nanoTime.getAsLong() - INTERVAL_NANOS);
  }

  /** Tries to connect, unless that was asked for less than half a second ago. */
  void hasten() {
    long now = nanoTime.getAsLong();
    long last = lastNanos.get();
    if (now - last >= INTERVAL_NANOS && lastNanos.compareAndSet(last, now)) {
      reset.run();
    }
  }
}
