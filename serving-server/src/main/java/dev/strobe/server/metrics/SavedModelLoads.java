package dev.strobe.server.metrics;

import dev.strobe.server.servable.LoadListener;
import dev.strobe.server.servable.ServableId;
import dev.strobe.server.status.Code;
import java.nio.file.Path;
import java.util.Set;

/** Counts loads of SavedModels, without what is done with them before they serve. */
final class SavedModelLoads implements LoadListener {
  private static final long NANOS_PER_MICRO = 1000;

  private final TensorFlowMetrics metrics;

  SavedModelLoads(TensorFlowMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void loaded(ServableId id, Path path, Set<String> signatures, long nanos) {
    ended(path, "success", nanos);
  }

  @Override
  public void failed(ServableId id, Path path, Code code, long nanos) {
    ended(path, "fail", nanos);
  }

  private void ended(Path path, String status, long nanos) {
    metrics.loadAttempts.labelValues(path.toString(), status).inc();
    metrics.loadLatency.labelValues(path.toString()).inc(nanos / NANOS_PER_MICRO);
  }

  @Override
  public void closed(ServableId id, Path path) {}
}
