package dev.strobe.server.batching;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one kind that wait; only the last still grows. Guarded by the scheduler's lock.
 */
final class BatchQueue {
  private final BatchKey key;
  private final Deque<WaitingBatch> batches = new ArrayDeque<>();
  private boolean ready;
  private boolean alarmed;

  BatchQueue(BatchKey key) {
    this.key = key;
  }

  BatchKey key() {
    return key;
  }

  int batches() {
    return batches.size();
  }

  /** How many rows the open batch still takes. */
  int room(int maxRows) {
    WaitingBatch last = batches.peekLast();
    return last == null ? 0 : Math.max(0, maxRows - last.rows());
  }

  /** The sizes that a run of so many rows is cut into: what fits the open batch, then full ones. */
  List<Integer> cut(int rows, int maxRows) {
    List<Integer> sizes = new ArrayList<>();
    int left = rows;
    int room = room(maxRows);
    while (left > 0) {
      int size = Math.min(left, room > 0 ? room : maxRows);
      sizes.add(size);
      left -= size;
      room = 0;
    }
    return sizes;
  }

  /** Adds a run, to the open batch if it fits. */
  void add(QueuedRun run, int maxRows) {
    WaitingBatch last = batches.peekLast();
    if (last == null || last.rows() + run.rows() > maxRows) {
      last = new WaitingBatch(run.sinceNanos());
      batches.addLast(last);
    }
    last.add(run);
  }

  /**
   * Nanoseconds until the first batch should begin, 0 or less for now, MAX_VALUE for none. A batch
   * whose runs have all expired begins too, to be dropped.
   */
  long dueIn(int maxRows, long windowNanos, long nowNanos) {
    WaitingBatch first = batches.peekFirst();
    if (first == null) {
      return Long.MAX_VALUE;
    }
    boolean closed = batches.size() > 1 || first.rows() >= maxRows;
    if (closed) {
      return 0;
    }
    long windowLeft = windowNanos - (nowNanos - first.begunNanos());
    return Math.min(windowLeft, first.latestDeadline().remainingNanos(nowNanos));
  }

  /** Takes the first batch. */
  @Nullable WaitingBatch poll() {
    return batches.pollFirst();
  }

  /** True while it stands among those whose first batch may begin. */
  boolean isReady() {
    return ready;
  }

  void setReady(boolean nowReady) {
    ready = nowReady;
  }

  /** True while an alarm will look at it. */
  boolean isAlarmed() {
    return alarmed;
  }

  void setAlarmed(boolean nowAlarmed) {
    alarmed = nowAlarmed;
  }
}
