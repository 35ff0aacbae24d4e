package dev.strobe.server.metrics;

import dev.strobe.server.servable.LoadListener;
import dev.strobe.server.servable.ServableId;
import dev.strobe.server.status.Code;
import java.nio.file.Path;
import java.util.Set;

/** Counts loads as a whole, and lets a version's metrics come and go with it. */
final class ModelLoads implements LoadListener {
  private static final double SECOND = 1e-9;

  private final TensorFlowMetrics tensorFlow;
  private final StrobeMetrics strobe;
  private final CallMetrics calls;

  ModelLoads(TensorFlowMetrics tensorFlow, StrobeMetrics strobe, CallMetrics calls) {
    this.tensorFlow = tensorFlow;
    this.strobe = strobe;
    this.calls = calls;
  }

  @Override
  public void loaded(ServableId id, Path path, Set<String> signatures, long nanos) {
    strobe.loads.labelValues(id.name(), Code.OK.name()).inc();
    strobe.loadSeconds.labelValues(id.name()).observe(nanos * SECOND);
    calls.know(id.name());
    calls.add(id, signatures);
  }

  @Override
  public void failed(ServableId id, Path path, Code code, long nanos) {
    strobe.loads.labelValues(id.name(), code.name()).inc();
    strobe.forget(id);
  }

  @Override
  public void closed(ServableId id, Path path) {
    calls.remove(id);
    strobe.forget(id);
    tensorFlow.forget(path.toString());
  }
}
