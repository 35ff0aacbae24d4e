package dev.strobe.server.batching;

/** How large batches become and how long they wait. Safe for use by many threads, quick. */
interface BatchLimits {

  /** How long the first run of a batch waits for others. */
  long windowNanos();

  /** The most rows of a batch, from 1 to the configured size; may change between calls. */
  int maxRows();

  /** A batch has ended. */
  void onBatch(BatchOutcome batch);

  /** As configured, always. */
  static BatchLimits fixed(BatchingConfig config) {
    long windowNanos = config.batchTimeout().toNanos();
    return new BatchLimits() {
      @Override
      public long windowNanos() {
        return windowNanos;
      }

      @Override
      public int maxRows() {
        return config.maxExecutionBatchSize();
      }

      @Override
      public void onBatch(BatchOutcome batch) {}
    };
  }
}
