package dev.strobe.server.servable;

import dev.strobe.server.status.ServingException;

/** Where the available versions are looked up. Safe for use by many threads, never blocks. */
@FunctionalInterface
public interface ServableCatalog {

  /**
   * Pins a version; it is not unloaded before the lease is closed.
   *
   * @throws ServingException INVALID_ARGUMENT for an empty name or an unknown label, NOT_FOUND for
   *     a model or version that is not available
   */
  ServableLease lease(ModelRef model);
}
