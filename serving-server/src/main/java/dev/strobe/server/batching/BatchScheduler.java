package dev.strobe.server.batching;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.strobe.server.servable.DelayedTasks;
import dev.strobe.server.servable.Priority;
import dev.strobe.server.servable.Run;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Says when which batch of which model begins. At most so many run at once, over all models, taking
 * turns; but a model none of whose batches runs may always begin one, so that a slow model keeps no
 * other from answering.
 *
 * <p>A batch runs on a thread of the executor, which takes it out of its queue only then, so that
 * what comes while the thread wakes up still joins it; a thread goes on as long as something is
 * ready. A batch whose servable ends it later, on a thread of its own, holds its slot but no thread
 * here. A batch that finds its model idle may also begin on the thread that brings it. Safe for use
 * by many threads; one for the whole server.
 */
public final class BatchScheduler {
  private final int slots;
  private final Executor executor;
  private final DelayedTasks delays;
  private final LongSupplier clock;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private final Deque<BatchedVersion> ready = new ArrayDeque<>();

  @GuardedBy("lock")
  private int running;

  @GuardedBy("lock")
  private int starting;

  /**
   * A scheduler with nothing to do.
   *
   * @param slots the most batches that run at once
   * @param executor where they begin; given no more tasks than slots and models together
   * @param delays for batches that wait for company
   * @param clock as {@link System#nanoTime}
   */
  public BatchScheduler(int slots, Executor executor, DelayedTasks delays, LongSupplier clock) {
    if (slots < 1) {
      throw new IllegalArgumentException("slots must be >= 1 but was " + slots);
    }
    this.slots = slots;
    this.executor = requireNonNull(executor, "executor");
    this.delays = requireNonNull(delays, "delays");
    this.clock = requireNonNull(clock, "clock");
  }

  LongSupplier clock() {
    return clock;
  }

  /** Runs a batch on this thread if its model is idle, and then returns true. */
  boolean runHere(BatchedVersion version, List<QueuedRun> runs) {
    synchronized (lock) {
      boolean free = running + starting < slots || !version.isRunning();
      if (!free || !version.isIdle()) {
        return false;
      }
      running++;
      version.beginHere();
    }
    if (batch(version, runs, clock.getAsLong()).begin()) {
      end(version);
    }
    return true;
  }

  private RunningBatch batch(BatchedVersion version, List<QueuedRun> runs, long now) {
    return new RunningBatch(version, runs, now, () -> end(version));
  }

  private void end(BatchedVersion version) {
    boolean start;
    synchronized (lock) {
      running--;
      version.end();
      start = claim();
    }
    if (start) {
      start();
    }
  }

  /**
   * Enqueues a run.
   *
   * @throws dev.strobe.server.status.ServingException UNAVAILABLE if there is no room
   */
  void submit(BatchedVersion version, BatchKey key, Run run, int rows) {
    run.waits();
    long now = clock.getAsLong();
    BatchQueue queue;
    long lookIn;
    boolean start;
    synchronized (lock) {
      queue = version.add(key, run, rows, now);
      lookIn = version.look(queue, now);
      list(version);
      start = claim();
    }
    follow(version, queue, lookIn, start);
  }

  private void follow(BatchedVersion version, BatchQueue queue, long lookIn, boolean start) {
    if (lookIn > 0) {
      delays.schedule(Duration.ofNanos(lookIn), () -> lookAgain(version, queue));
    }
    if (start) {
      start();
    }
  }

  private void lookAgain(BatchedVersion version, BatchQueue queue) {
    long lookIn;
    boolean start;
    synchronized (lock) {
      lookIn = version.lookAgain(queue, clock.getAsLong());
      list(version);
      start = claim();
    }
    follow(version, queue, lookIn, start);
  }

  /** What waits begins without waiting for company. */
  void close(BatchedVersion version) {
    boolean start;
    synchronized (lock) {
      version.close(clock.getAsLong());
      list(version);
      start = claim();
    }
    if (start) {
      start();
    }
  }

  @GuardedBy("lock")
  private void list(BatchedVersion version) {
    if (version.readyQueues() > 0 && !ready.contains(version)) {
      ready.addLast(version);
    }
  }

  /**
   * True if one more thread should take a batch. Every thread that took one asks again, so that
   * asking once whenever something became ready or a slot became free is enough.
   */
  @GuardedBy("lock")
  private boolean claim() {
    int queues = 0;
    for (BatchedVersion version : ready) {
      queues += version.readyQueues();
    }
    boolean wanted =
        starting < queues && (running + starting < slots || (starting == 0 && hasStartable()));
    if (wanted) {
      starting++;
    }
    return wanted;
  }

  @GuardedBy("lock")
  private boolean hasStartable() {
    for (BatchedVersion version : ready) {
      if (mayBegin(version)) {
        return true;
      }
    }
    return false;
  }

  @GuardedBy("lock")
  private boolean mayBegin(BatchedVersion version) {
    return running < slots || !version.isRunning();
  }

  private void start() {
    try {
      executor.execute(this::work);
    } catch (RejectedExecutionException e) {
      work();
    }
  }

  private void work() {
    Taken taken;
    synchronized (lock) {
      starting--;
      taken = take();
    }
    while (taken != null) {
      BatchedVersion version = taken.batch().version();
      follow(version, taken.queue(), taken.lookIn(), taken.start());
      if (!taken.batch().begin()) {
        return;
      }
      synchronized (lock) {
        running--;
        version.end();
        taken = take();
      }
    }
  }

  @GuardedBy("lock")
  private @Nullable Taken take() {
    for (Priority priority : Priority.values()) {
      for (BatchedVersion version : ready) {
        BatchQueue queue = mayBegin(version) ? version.pollReady(priority) : null;
        if (queue != null) {
          ready.remove(version);
          return take(version, queue);
        }
      }
    }
    return null;
  }

  @GuardedBy("lock")
  private Taken take(BatchedVersion version, BatchQueue queue) {
    WaitingBatch waiting = version.begin(queue);
    running++;
    long now = clock.getAsLong();
    long lookIn = version.look(queue, now);
    list(version);
    return new Taken(batch(version, waiting.runs(), now), queue, lookIn, claim());
  }

  /**
   * A batch just taken, and what is to be done then.
   *
   * @param lookIn as of {@link BatchedVersion#look}
   * @param start whether another thread should take one
   */
  private record Taken(RunningBatch batch, BatchQueue queue, long lookIn, boolean start) {}
}
