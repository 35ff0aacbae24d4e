package dev.strobe.server.servable;

import java.util.List;
import java.util.Optional;

/**
 * Decides the order in which versions of one model come and go: a pure function of their states.
 */
@FunctionalInterface
interface VersionPolicy {

  /** The one step to take now, if any. A step once taken shows in the state of its version. */
  Optional<VersionAction> next(List<VersionSnapshot> versions);
}
