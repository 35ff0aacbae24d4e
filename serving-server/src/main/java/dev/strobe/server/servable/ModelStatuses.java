package dev.strobe.server.servable;

import java.util.List;

/** Where the states of versions are looked up. Safe for use by many threads, never blocks. */
@FunctionalInterface
public interface ModelStatuses {

  /** Every version of the model that was ever wanted, newest first; empty for an unknown model. */
  List<VersionStatus> statuses(String model);
}
