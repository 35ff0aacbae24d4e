package dev.strobe.server.metrics;

import dev.strobe.server.batching.BatcherMetrics;
import dev.strobe.server.servable.ServableId;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;

/** What is counted of one version's batches. */
final class BatchCells implements BatcherMetrics {
  private static final double MICRO = 1e-3;

  private final TensorFlowMetrics tensorFlow;
  private final DistributionDataPoint queuing;
  private final PaddingCells padding;
  private final DistributionDataPoint rowsOfBatches;
  private final CounterDataPoint paddingRows;
  private final CounterDataPoint dropped;

  BatchCells(
      TensorFlowMetrics tensorFlow, PaddingCells padding, StrobeMetrics strobe, ServableId id) {
    String version = Long.toString(id.version());
    this.tensorFlow = tensorFlow;
    this.padding = padding;
    this.queuing = tensorFlow.queuingLatency.labelValues("");
    this.rowsOfBatches = strobe.batchRows.labelValues(id.name(), version);
    this.paddingRows = strobe.paddingRows.labelValues(id.name(), version);
    this.dropped = strobe.droppedRuns.labelValues(id.name(), version);
  }

  @Override
  public void onRun(int rows) {
    tensorFlow.inputBatchSize.observe(rows);
  }

  @Override
  public void onWait(long nanos) {
    queuing.observe(nanos * MICRO);
  }

  @Override
  public void onBatch(int rows, int paddedRows) {
    tensorFlow.batches.inc();
    tensorFlow.processedBatchSize.observe(paddedRows);
    padding.observe(rows, paddedRows);
    rowsOfBatches.observe(rows);
    paddingRows.inc((long) paddedRows - rows);
  }

  @Override
  public void onDropped() {
    dropped.inc();
  }
}
