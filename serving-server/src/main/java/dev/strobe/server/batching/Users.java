package dev.strobe.server.batching;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts the runs that a servable has yet to end, and its own holder as one of them. */
final class Users {
  private final AtomicInteger count = new AtomicInteger(1);
  private final Runnable onNone;

  /** Calls {@code onNone} once, when the last has gone. */
  Users(Runnable onNone) {
    this.onNone = onNone;
  }

  void add() {
    count.incrementAndGet();
  }

  void remove() {
    if (count.decrementAndGet() == 0) {
      onNone.run();
    }
  }
}
