package dev.strobe.server.batching;

import java.util.ArrayList;
import java.util.List;

/** A batch that is being gathered. Guarded by the scheduler's lock. */
final class WaitingBatch {
  private final List<QueuedRun> runs = new ArrayList<>();
  private final long begunNanos;
  private int rows;

  WaitingBatch(long begunNanos) {
    this.begunNanos = begunNanos;
  }

  void add(QueuedRun run) {
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

  int rows() {
    return rows;
  }
}
