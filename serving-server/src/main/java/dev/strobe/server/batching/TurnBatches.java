package dev.strobe.server.batching;

import dev.strobe.server.scheduling.Turns;
import dev.strobe.server.servable.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a thread gathers in its turn: batches that it runs at the turn's end, which so cost neither
 * waiting nor a change of threads. What then finds its model busy waits for a thread of the
 * scheduler's. For that thread alone.
 */
final class TurnBatches {
  private static final ThreadLocal<TurnBatches> OWN = ThreadLocal.withInitial(TurnBatches::new);

  private List<TurnBatch> batches = new ArrayList<>();

  private TurnBatches() {}

  /** Those of the calling thread; if it takes no turns, every run is a batch. */
  static TurnBatches own() {
    return OWN.get();
  }

  /** Takes in a run, which is made one of the users of its version. */
  void add(BatchScheduler scheduler, BatchedVersion version, BatchKey key, Run run, int rows) {
    boolean first = batches.isEmpty();
    batch(scheduler, version, key, rows)
        .add(QueuedRun.of(run, rows, scheduler.clock().getAsLong(), version.users()));
    if (first) {
      Turns.atEndOrNow(this::end);
    }
  }

  private TurnBatch batch(
      BatchScheduler scheduler, BatchedVersion version, BatchKey key, int rows) {
    for (TurnBatch batch : batches) {
      if (batch.takes(version, key, rows)) {
        return batch;
      }
    }
    var batch = new TurnBatch(scheduler, version, key);
    batches.add(batch);
    return batch;
  }

  /** What comes while these are answered belongs to the next turn. */
  private void end() {
    List<TurnBatch> ended = batches;
    batches = new ArrayList<>();
    ended.sort(Comparator.comparing(batch -> batch.key().priority()));
    ended.forEach(TurnBatch::end);
  }
}
