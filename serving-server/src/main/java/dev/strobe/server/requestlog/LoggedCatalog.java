package dev.strobe.server.requestlog;

import static java.util.Objects.requireNonNull;

import dev.strobe.server.servable.ModelRef;
import dev.strobe.server.servable.ServableCatalog;
import dev.strobe.server.servable.ServableLease;

/**
 * A catalogue for front ends: what runs by its leases is logged as Predict requests, whichever
 * method asked for the run, since as such it can be made again.
 */
public final class LoggedCatalog implements ServableCatalog {
  private final ServableCatalog catalog;
  private final RequestLogs logs;

  /** Looks up in {@code catalog}. */
  public LoggedCatalog(ServableCatalog catalog, RequestLogs logs) {
    this.catalog = requireNonNull(catalog, "catalog");
    this.logs = requireNonNull(logs, "logs");
  }

  @Override
  public ServableLease lease(ModelRef model) {
    ServableLease lease = catalog.lease(model);
    return logs.logs(lease.id().name())
        ? new ServableLease(
            lease.id(), new LoggedServable(lease.id(), lease.servable(), logs), lease::close)
        : lease;
  }
}
