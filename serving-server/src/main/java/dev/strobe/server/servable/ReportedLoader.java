package dev.strobe.server.servable;

import static java.util.Objects.requireNonNull;

import dev.strobe.server.status.ServingException;
import java.nio.file.Path;

/** Loads by another loader and tells a listener what became of it. */
public final class ReportedLoader implements ServableLoader {
  private final ServableLoader loader;
  private final LoadListener listener;

  /** Loads by {@code loader}. */
  public ReportedLoader(ServableLoader loader, LoadListener listener) {
    this.loader = requireNonNull(loader, "loader");
    this.listener = requireNonNull(listener, "listener");
  }

  @Override
  public Servable load(ServableId id, Path path) {
    long start = System.nanoTime();
    Servable servable;
    try {
      servable = loader.load(id, path);
    } catch (RuntimeException | Error e) {
      listener.failed(id, path, ServingException.of(e).code(), System.nanoTime() - start);
      throw e;
    }
    listener.loaded(id, path, servable.signatures().keySet(), System.nanoTime() - start);
    return new Reported(servable, () -> listener.closed(id, path));
  }

  /** Tells when it is closed. */
  private record Reported(Servable servable, Runnable closed) implements ForwardingServable {

    @Override
    public void close() {
      try {
        servable.close();
      } finally {
        closed.run();
      }
    }
  }
}
