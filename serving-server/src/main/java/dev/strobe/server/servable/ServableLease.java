package dev.strobe.server.servable;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.atomic.AtomicBoolean;

/** The right to use one version until closed. Closing twice is closing once. */
public final class ServableLease implements AutoCloseable {
  private final ServableId id;
  private final Servable servable;
  private final Runnable release;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * A lease on a servable.
   *
   * @param release runs once, on the thread that closes the lease
   */
  public ServableLease(ServableId id, Servable servable, Runnable release) {
    this.id = requireNonNull(id, "id");
    this.servable = requireNonNull(servable, "servable");
    this.release = requireNonNull(release, "release");
  }

  public ServableId id() {
    return id;
  }

  public Servable servable() {
    return servable;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      release.run();
    }
  }
}
