package dev.strobe.server.execution;

import dev.strobe.server.servable.ServableId;

/** What the runs of models report. Called on the threads that run them; must be quick. */
public interface RunMetrics {

  /** Reports to nobody. */
  RunMetrics NONE =
      new RunMetrics() {
        @Override
        public void onRun(long inputBytes, long nanos) {}

        @Override
        public void onDropped() {}
      };

  /** The runs of a version report to what is returned. */
  @FunctionalInterface
  interface Factory {
    RunMetrics of(ServableId id);
  }

  /** The model has run, on inputs of so many bytes. */
  void onRun(long inputBytes, long nanos);

  /** A run was dropped before it began, since nobody waited for it any more or too many waited. */
  void onDropped();
}
