package dev.strobe.server.execution;

import dev.strobe.server.servable.Deadline;
import dev.strobe.server.servable.Priority;
import dev.strobe.server.servable.Run;
import dev.strobe.server.servable.Signature;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** A run that reports what it took, without what is done with its answer. */
record TimedRun(Run run, RunCost cost, RunMetrics metrics, long inputBytes, long startNanos)
    implements Run {

  @Override
  public Signature signature() {
    return run.signature();
  }

  @Override
  public Map<String, Tensor> inputs() {
    return run.inputs();
  }

  @Override
  public List<String> outputs() {
    return run.outputs();
  }

  @Override
  public Deadline deadline() {
    return run.deadline();
  }

  @Override
  public Priority priority() {
    return run.priority();
  }

  @Override
  public boolean abandoned() {
    return run.abandoned();
  }

  @Override
  public void succeed(Map<String, Tensor> outputs) {
    long endNanos = System.nanoTime();
    cost.add(endNanos - startNanos, inputBytes);
    metrics.onRun(inputBytes, endNanos - startNanos);
    run.ran(startNanos, endNanos);
    run.succeed(outputs);
  }

  @Override
  public void fail(ServingException failure) {
    run.fail(failure);
  }
}
