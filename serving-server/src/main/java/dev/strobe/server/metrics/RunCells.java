package dev.strobe.server.metrics;

import dev.strobe.server.execution.RunMetrics;
import dev.strobe.server.servable.ServableId;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;

/** What is counted of one version's runs. */
final class RunCells implements RunMetrics {
  private static final long NANOS_PER_MICRO = 1000;

  private final TensorFlowMetrics tensorFlow;
  private final CounterDataPoint dropped;

  RunCells(TensorFlowMetrics tensorFlow, StrobeMetrics strobe, ServableId id) {
    this.tensorFlow = tensorFlow;
    this.dropped = strobe.droppedRuns.labelValues(id.name(), Long.toString(id.version()));
  }

  @Override
  public void onRun(long inputBytes, long nanos) {
    long micros = nanos / NANOS_PER_MICRO;
    tensorFlow.graphRuns.inc();
    tensorFlow.graphRunTime.inc(micros);
    tensorFlow.graphRunTimes.observe((double) micros);
    tensorFlow.graphRunInputBytes.observe((double) inputBytes);
  }

  @Override
  public void onDropped() {
    dropped.inc();
  }
}
