package dev.strobe.server.batching;

import dev.strobe.server.batching.BatchingConfig.LargeRuns;
import dev.strobe.server.servable.Priority;
import dev.strobe.server.servable.Run;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What waits and runs of one version of a model. Guarded by the scheduler's lock. */
final class BatchedVersion {
  private final BatchRunner runner;
  private final BatchLimits limits;
  private final Users users;
  private final long maxWaitingRows;
  private final Map<BatchKey, BatchQueue> queues = new HashMap<>();
  private final Map<Priority, Deque<BatchQueue>> ready = new EnumMap<>(Priority.class);
  private long waitingRows;
  private int running;
  private boolean closing;

  /** Batches for {@code runner}'s servable, of which every run is a user until its end. */
  BatchedVersion(BatchRunner runner, BatchLimits limits, Users users) {
    BatchingConfig config = runner.config();
    this.runner = runner;
    this.limits = limits;
    this.users = users;
    this.maxWaitingRows =
        (long) Math.max(1, config.maxEnqueuedBatches())
            * config.maxExecutionBatchSize()
            * Math.max(1, runner.servable().signatures().size());
    for (Priority priority : Priority.values()) {
      ready.put(priority, new ArrayDeque<>());
    }
  }

  BatchRunner runner() {
    return runner;
  }

  BatchLimits limits() {
    return limits;
  }

  Users users() {
    return users;
  }

  /**
   * Enqueues a run, cut up if it is large.
   *
   * @throws ServingException UNAVAILABLE if there is no room
   */
  BatchQueue add(BatchKey key, Run run, int rows, long nowNanos) {
    BatchQueue queue = queues.computeIfAbsent(key, BatchQueue::new);
    boolean full = waitingRows + rows > maxWaitingRows;
    boolean split = runner.config().largeRuns() == LargeRuns.SPLIT;
    if (full || (split ? rows > capacity(queue) : !fits(queue, rows))) {
      forget(queue);
      throw split ? noCapacity(queue, rows) : tooManyBatches(queue);
    }
    waitingRows += rows;
    if (split) {
      addPieces(queue, run, rows, nowNanos);
    } else {
      queue.add(QueuedRun.of(run, rows, nowNanos, users), limits.maxRows());
    }
    return queue;
  }

  /** Where batches are smaller than configured, as many more of them may wait. */
  private boolean fits(BatchQueue queue, int rows) {
    BatchingConfig config = runner.config();
    int maxRows = limits.maxRows();
    long maxBatches = (long) config.maxEnqueuedBatches() * config.maxExecutionBatchSize() / maxRows;
    int batches = queue.batches();
    return batches == 0 || rows <= queue.room(maxRows) || batches < maxBatches;
  }

  /** How many rows of a run that may be cut up there is room for. */
  private long capacity(BatchQueue queue) {
    BatchingConfig config = runner.config();
    long more = Math.max(0, config.maxEnqueuedBatches() - enqueued(queue));
    long inQueue = openRoom(queue) + more * config.maxExecutionBatchSize();
    return Math.min(inQueue, maxWaitingRows - waitingRows);
  }

  /** An empty queue counts as one with an empty batch. */
  private static int enqueued(BatchQueue queue) {
    return Math.max(1, queue.batches());
  }

  private int openRoom(BatchQueue queue) {
    int size = runner.config().maxExecutionBatchSize();
    return queue.batches() == 0 ? size : queue.room(size);
  }

  private ServingException noCapacity(BatchQueue queue, int rows) {
    int size = runner.config().maxExecutionBatchSize();
    return unavailable(
        ("task size is %d but scheduling capacity is only %d (num_enqueued_batches=%d,"
                + " max_enqueued_batches=%d, open_batch_size=%d, max_execution_batch_size=%d)")
            .formatted(
                rows,
                capacity(queue),
                enqueued(queue),
                runner.config().maxEnqueuedBatches(),
                size - openRoom(queue),
                size));
  }

  private ServingException tooManyBatches(BatchQueue queue) {
    return unavailable(
        "currently %d batches enqueued and max_enqueued_batches is %d"
            .formatted(enqueued(queue), runner.config().maxEnqueuedBatches()));
  }

  private static ServingException unavailable(String state) {
    return new ServingException(
        Code.UNAVAILABLE,
        "The batch scheduling queue to which this task was submitted is full; " + state);
  }

  private void addPieces(BatchQueue queue, Run run, int rows, long nowNanos) {
    int size = runner.config().maxExecutionBatchSize();
    List<Integer> sizes = queue.cut(rows, size);
    List<Run> pieces =
        sizes.size() == 1 ? List.of(run) : SplitRun.pieces(run, sizes, runner.allocator());
    for (int i = 0; i < pieces.size(); i++) {
      queue.add(QueuedRun.of(pieces.get(i), sizes.get(i), nowNanos, users), size);
    }
  }

  /**
   * Lets the first batch of a queue begin if it is due.
   *
   * @return nanoseconds after which to look again, 0 for no need
   */
  long look(BatchQueue queue, long nowNanos) {
    long windowNanos = closing ? 0 : limits.windowNanos();
    long dueIn = queue.dueIn(limits.maxRows(), windowNanos, nowNanos);
    if (dueIn <= 0 && !queue.isReady()) {
      queue.setReady(true);
      readyOf(queue.key().priority()).addLast(queue);
    }
    if (dueIn <= 0 || dueIn == Long.MAX_VALUE || queue.isAlarmed()) {
      return 0;
    }
    queue.setAlarmed(true);
    return dueIn;
  }

  /** As {@link #look} when the time it gave is over. */
  long lookAgain(BatchQueue queue, long nowNanos) {
    queue.setAlarmed(false);
    forget(queue);
    return look(queue, nowNanos);
  }

  /** From now on nothing waits for company. */
  void close(long nowNanos) {
    closing = true;
    for (BatchQueue queue : queues.values()) {
      long unused = look(queue, nowNanos);
    }
  }

  /** How many queues have a batch that may begin. */
  int readyQueues() {
    return ready.values().stream().mapToInt(Deque::size).sum();
  }

  /** The queue whose turn it is, for {@link #begin} and then {@link #look}. */
  @Nullable BatchQueue pollReady(Priority priority) {
    BatchQueue queue = readyOf(priority).pollFirst();
    if (queue != null) {
      queue.setReady(false);
    }
    return queue;
  }

  private Deque<BatchQueue> readyOf(Priority priority) {
    return Objects.requireNonNull(ready.get(priority));
  }

  /** Begins the first batch of a queue. */
  WaitingBatch begin(BatchQueue queue) {
    WaitingBatch batch = queue.poll();
    if (batch == null) {
      throw new IllegalStateException("an empty queue was ready");
    }
    waitingRows -= batch.rows();
    running++;
    forget(queue);
    return batch;
  }

  private void forget(BatchQueue queue) {
    if (queue.batches() == 0 && !queue.isAlarmed()) {
      queues.remove(queue.key(), queue);
    }
  }

  /** True if a batch may begin on the thread that brings it, as far as this version goes. */
  boolean isIdle() {
    return waitingRows == 0 && limits.windowNanos() == 0;
  }

  void beginHere() {
    running++;
  }

  void end() {
    running--;
  }

  boolean isRunning() {
    return running > 0;
  }
}
