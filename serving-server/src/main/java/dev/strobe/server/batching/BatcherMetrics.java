package dev.strobe.server.batching;

import dev.strobe.server.servable.ServableId;

/** What a batcher reports. Called on the threads that run batches; must be quick. */
public interface BatcherMetrics {

  /** Reports to nobody. */
  BatcherMetrics NONE =
      new BatcherMetrics() {
        @Override
        public void onRun(int rows) {}

        @Override
        public void onWait(long nanos) {}

        @Override
        public void onBatch(int rows, int paddedRows) {}

        @Override
        public void onDropped() {}
      };

  /** The batcher of a version reports to what is returned. */
  @FunctionalInterface
  interface Factory {
    BatcherMetrics of(ServableId id);
  }

  /** A run of so many rows came in. */
  void onRun(int rows);

  /** A run waited so long for its batch to begin; 0 where it began at once. */
  void onWait(long nanos);

  /** A batch begins: so many rows of runs, and the rows that the model is given. */
  void onBatch(int rows, int paddedRows);

  /** A run was dropped before its batch began, since nobody waited for it any more. */
  void onDropped();
}
