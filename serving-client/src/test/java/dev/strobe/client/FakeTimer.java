package dev.strobe.client;

import io.grpc.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A clock that stands still until it is moved, and a scheduler that goes by it. */
final class FakeTimer extends AbstractExecutorService implements ScheduledExecutorService {
  private final List<Task> tasks = new ArrayList<>();
  private long nowNanos = -5;
  private boolean shutdown;

  long nanoTime() {
    return nowNanos;
  }

  Deadline deadlineAfter(Duration duration) {
    return Deadline.after(
        duration.toNanos(),
        TimeUnit.NANOSECONDS,
        new Deadline.Ticker() {
          @Override
          public long nanoTime() {
            return nowNanos;
          }
        });
  }

  /** Moves the clock on, running what falls due at its own time and in order. */
  void advance(Duration duration) {
    long end = nowNanos + duration.toNanos();
    for (Task task = next(); task != null && task.atNanos <= end; task = next()) {
      tasks.remove(task);
      nowNanos = Math.max(nowNanos, task.atNanos);
      task.run();
    }
    nowNanos = end;
  }

  /** Moves the clock on without running anything, as a stalled process would. */
  void standStillFor(Duration duration) {
    nowNanos += duration.toNanos();
  }

  void advanceNanos(long nanos) {
    advance(Duration.ofNanos(nanos));
  }

  int pending() {
    return (int) tasks.stream().filter(task -> !task.isCancelled()).count();
  }

  private Task next() {
    tasks.removeIf(Task::isCancelled);
    return tasks.stream().min(Comparator.comparingLong(task -> task.atNanos)).orElse(null);
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
    Task task = new Task(command, nowNanos + unit.toNanos(delay));
    tasks.add(task);
    return task;
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable command, long initialDelay, long period, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable command, long initialDelay, long delay, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void execute(Runnable command) {
    command.run();
  }

  @Override
  public void shutdown() {
    shutdown = true;
  }

  @Override
  public List<Runnable> shutdownNow() {
    shutdown = true;
    return List.copyOf(tasks);
  }

  @Override
  public boolean isShutdown() {
    return shutdown;
  }

  @Override
  public boolean isTerminated() {
    return shutdown;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return shutdown;
  }

  private final class Task extends FutureTask<Void> implements ScheduledFuture<Void> {
    private final long atNanos;

    Task(Runnable command, long atNanos) {
      super(command, null);
      this.atNanos = atNanos;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(atNanos - nowNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
  }
}
