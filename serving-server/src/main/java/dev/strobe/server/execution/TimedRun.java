package dev.strobe.server.execution;

import dev.strobe.server.servable.ForwardingRun;
import dev.strobe.server.servable.Run;
import dev.strobe.server.tensor.Tensor;
import java.util.Map;

/** A run that reports what it took, without what is done with its answer. */
record TimedRun(Run run, RunCost cost, RunMetrics metrics, long inputBytes, long startNanos)
    implements ForwardingRun {

  @Override
  public void succeed(Map<String, Tensor> outputs) {
    long endNanos = System.nanoTime();
    cost.add(endNanos - startNanos, inputBytes);
    metrics.onRun(inputBytes, endNanos - startNanos);
    run.ran(startNanos, endNanos);
    run.succeed(outputs);
  }
}
