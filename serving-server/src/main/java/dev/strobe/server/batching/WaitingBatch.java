package dev.strobe.server.batching;

import dev.strobe.server.servable.Deadline;
import java.util.ArrayList;
import java.util.List;

/** A batch that is being gathered. Guarded by the scheduler's lock. */
final class WaitingBatch {
  private final List<QueuedRun> runs = new ArrayList<>();
  private final long begunNanos;
  private int rows;
  private Deadline latest = Deadline.none();

  WaitingBatch(long begunNanos) {
    this.begunNanos = begunNanos;
  }

  void add(QueuedRun run) {
    Deadline deadline = run.run().deadline();
    long now = run.sinceNanos();
    if (runs.isEmpty() || deadline.remainingNanos(now) > latest.remainingNanos(now)) {
      latest = deadline;
    }
    runs.add(run);
    rows += run.rows();
  }

  List<QueuedRun> runs() {
    return runs;
  }

  /** When its first run came. */
  long begunNanos() {
    return begunNanos;
  }

  /** When nobody waits for any of its runs any more. */
  Deadline latestDeadline() {
    return latest;
  }

  int rows() {
    return rows;
  }
}
