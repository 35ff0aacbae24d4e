package dev.strobe.server.batching;

import dev.strobe.server.servable.ForwardingRun;
import dev.strobe.server.servable.Run;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.Tensor;
import java.util.Map;

/** A run that is a batch by itself. */
record LoneRun(QueuedRun queued, Runnable ended) implements ForwardingRun {

  @Override
  public Run run() {
    return queued.run();
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
