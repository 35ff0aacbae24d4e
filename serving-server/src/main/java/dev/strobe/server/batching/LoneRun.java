package dev.strobe.server.batching;

import dev.strobe.server.servable.Deadline;
import dev.strobe.server.servable.Priority;
import dev.strobe.server.servable.Run;
import dev.strobe.server.servable.Signature;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** A run that is a batch by itself. */
record LoneRun(QueuedRun queued, Runnable ended) implements Run {

  @Override
  public Signature signature() {
    return queued.run().signature();
  }

  @Override
  public Map<String, Tensor> inputs() {
    return queued.run().inputs();
  }

  @Override
  public List<String> outputs() {
    return queued.run().outputs();
  }

  @Override
  public Deadline deadline() {
    return queued.run().deadline();
  }

  @Override
  public Priority priority() {
    return queued.run().priority();
  }

  @Override
  public boolean abandoned() {
    return queued.run().abandoned();
  }

  @Override
  public void ran(long beginNanos, long endNanos) {
    queued.run().ran(beginNanos, endNanos);
  }

  /** Holds the outputs to what a batch would need, so that answers do not depend on company. */
  @Override
  public void succeed(Map<String, Tensor> outputs) {
    ended.run();
    try {
      BatchOutputs.check(outputs, queued.rows());
    } catch (ServingException e) {
      outputs.values().forEach(Tensor::close);
      queued.fail(e);
      return;
    }
    queued.succeed(outputs);
  }

  @Override
  public void fail(ServingException failure) {
    ended.run();
    queued.fail(failure);
  }
}
