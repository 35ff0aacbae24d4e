package dev.strobe.server.batching;

import dev.strobe.server.servable.Run;

/** Tells the priority of a run. Safe for use by many threads, quick. */
@FunctionalInterface
public interface Priorities {

  Priority of(Run run);
}
