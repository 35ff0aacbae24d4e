package dev.strobe.server.batching;

import dev.strobe.server.batching.BatchingConfig.LargeRuns;
import dev.strobe.server.servable.ForwardingServable;
import dev.strobe.server.servable.Run;
import dev.strobe.server.servable.Servable;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.Tensor;

/**
 * A servable that runs another in batches. Every input of a run must have the same number of rows,
 * and so must every output. Runs without rows pass by.
 *
 * <p>Where batches do not wait for company, what a thread brings in one turn is a batch, which it
 * runs itself if the model is idle.
 *
 * <p>Closing lets what still waits begin at once; the servable inside is closed when the last run
 * has ended.
 */
final class BatchingServable implements ForwardingServable {
  private final Servable servable;
  private final BatchRunner runner;
  private final BatchScheduler scheduler;
  private final BatchedVersion version;
  private final Users users;

  BatchingServable(BatchRunner runner, BatchLimits limits, BatchScheduler scheduler) {
    this.servable = runner.servable();
    this.runner = runner;
    this.scheduler = scheduler;
    this.users = new Users(servable::close);
    this.version = new BatchedVersion(runner, limits, users);
  }

  @Override
  public Servable servable() {
    return servable;
  }

  @Override
  public void run(Run run) {
    try {
      int rows = rows(run);
      if (rows == 0) {
        servable.run(run);
        return;
      }
      runner.metrics().onRun(rows);
      boolean eager =
          rows <= runner.config().maxExecutionBatchSize() && version.limits().windowNanos() == 0;
      BatchKey key = BatchKey.of(run, runner.config().differingShapes());
      if (eager) {
        TurnBatches.own().add(scheduler, version, key, run, rows);
      } else {
        scheduler.submit(version, key, run, rows);
      }
    } catch (ServingException e) {
      run.inputs().values().forEach(Tensor::close);
      run.fail(e);
    }
  }

  private int rows(Run run) {
    long rows = BatchKey.rows(run.inputs());
    BatchingConfig config = runner.config();
    boolean split = config.largeRuns() == LargeRuns.SPLIT;
    if (rows > (split ? Integer.MAX_VALUE : config.maxBatchSize())) {
      throw new ServingException(
          Code.INVALID_ARGUMENT,
          "Task size %d is larger than maximum input batch size %d"
              .formatted(rows, config.maxBatchSize()));
    }
    return (int) rows;
  }

  @Override
  public void close() {
    scheduler.close(version);
    users.remove();
  }
}
