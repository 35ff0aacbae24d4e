package dev.strobe.server.batching;

import dev.strobe.server.status.ServingException;
import java.util.ArrayList;
import java.util.List;

/** Runs of one kind that came in one turn of a thread. For that thread alone. */
final class TurnBatch {
  private final BatchScheduler scheduler;
  private final BatchedVersion version;
  private final BatchKey key;
  private final List<QueuedRun> runs = new ArrayList<>();
  private int rows;

  TurnBatch(BatchScheduler scheduler, BatchedVersion version, BatchKey key) {
    this.scheduler = scheduler;
    this.version = version;
    this.key = key;
  }

  BatchKey key() {
    return key;
  }

  /** True if so many more rows of this kind fit. */
  boolean takes(BatchedVersion itsVersion, BatchKey itsKey, int itsRows) {
    return version == itsVersion
        && rows + itsRows <= version.limits().maxRows()
        && key.equals(itsKey);
  }

  void add(QueuedRun run) {
    runs.add(run);
    rows += run.rows();
  }

  /** Runs here, or if the model is busy lets each of its runs wait like any other. */
  void end() {
    if (!scheduler.runHere(version, runs)) {
      runs.forEach(this::enqueue);
    }
  }

  private void enqueue(QueuedRun queued) {
    try {
      scheduler.submit(version, key, queued.run(), queued.rows());
      queued.users().remove();
    } catch (ServingException e) {
      queued.discard(e);
    }
  }
}
