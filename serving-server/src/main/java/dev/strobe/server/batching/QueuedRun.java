package dev.strobe.server.batching;

import dev.strobe.server.servable.Run;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.Tensor;
import java.util.Map;

/**
 * A run, or a piece of one, that waits for its batch or is in it.
 *
 * @param rows at least 1
 * @param sinceNanos when it came, on the batcher's clock
 * @param users of the servable, of which this run is one until its end
 */
record QueuedRun(Run run, int rows, long sinceNanos, Users users) {

  /** Counts the run in with the users of the servable. */
  static QueuedRun of(Run run, int rows, long nowNanos, Users users) {
    users.add();
    return new QueuedRun(run, rows, nowNanos, users);
  }

  /** For a batch that had copies of the inputs. */
  void closeInputs() {
    run.inputs().values().forEach(Tensor::close);
  }

  /** Ends the run, whose inputs are closed or somebody else's. */
  void succeed(Map<String, Tensor> outputs) {
    users.remove();
    run.succeed(outputs);
  }

  /** As {@link #succeed}. */
  void fail(ServingException failure) {
    users.remove();
    run.fail(failure);
  }

  /** Ends a run whose inputs nobody has taken. */
  void discard(ServingException reason) {
    closeInputs();
    fail(reason);
  }
}
