package dev.strobe.server.warmup;

import dev.strobe.server.servable.ModelRef;
import dev.strobe.server.servable.Servable;
import dev.strobe.server.servable.ServableCatalog;
import dev.strobe.server.servable.ServableId;
import dev.strobe.server.servable.ServableLease;
import java.util.concurrent.atomic.AtomicInteger;

/** The one version that requests find while it is warmed up, with the number of its users. */
final class WarmedVersion implements ServableCatalog {
  private final ServableId id;
  private final Servable servable;

  /** The warm-up itself is one of them, until it gives the version up. */
  private final AtomicInteger users = new AtomicInteger(1);

  WarmedVersion(ServableId id, Servable servable) {
    this.id = id;
    this.servable = servable;
  }

  ServableId id() {
    return id;
  }

  @Override
  public ServableLease lease(ModelRef model) {
    users.incrementAndGet();
    return new ServableLease(id, servable, this::release);
  }

  /** Closes the servable, after the runs still under way, on whichever thread ends last. */
  void giveUp() {
    release();
  }

  private void release() {
    if (users.decrementAndGet() == 0) {
      servable.close();
    }
  }
}
