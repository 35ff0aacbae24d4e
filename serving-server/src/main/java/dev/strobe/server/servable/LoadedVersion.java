package dev.strobe.server.servable;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A servable with the number of those who use it. The registry is one of them until it retires the
 * version; when the last has gone the servable is handed over to be closed, once.
 */
final class LoadedVersion {
  private final ServableId id;
  private final Servable servable;
  private final Runnable onUnused;
  private final AtomicInteger users = new AtomicInteger(1);

  LoadedVersion(ServableId id, Servable servable, Runnable onUnused) {
    this.id = id;
    this.servable = servable;
    this.onUnused = onUnused;
  }

  ServableId id() {
    return id;
  }

  Servable servable() {
    return servable;
  }

  /** Counts a user in, unless the last one has gone. */
  boolean acquire() {
    int seen = users.get();
    while (seen > 0) {
      int now = users.compareAndExchange(seen, seen + 1);
      if (now == seen) {
        return true;
      }
      seen = now;
    }
    return false;
  }

  ServableLease lease() {
    return new ServableLease(id, servable, this::release);
  }

  /** Counts the registry out. */
  void retire() {
    release();
  }

  private void release() {
    if (users.decrementAndGet() == 0) {
      onUnused.run();
    }
  }
}
