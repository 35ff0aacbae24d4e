package dev.strobe.server.batching;

import dev.strobe.server.servable.DelayedTasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

/** A clock that stands still until it is told, and the tasks that wait for it. */
final class FakeTime implements LongSupplier, DelayedTasks {
  private final List<Task> tasks = new ArrayList<>();
  private long nanos = Long.MAX_VALUE - 5; // so that comparing instead of subtracting fails

  private record Task(long atNanos, Runnable task) {}

  @Override
  public long getAsLong() {
    return nanos;
  }

  @Override
  public void schedule(Duration delay, Runnable task) {
    tasks.add(new Task(nanos + delay.toNanos(), task));
  }

  int scheduled() {
    return tasks.size();
  }

  /** Lets time pass; tasks run at their own time. */
  void advance(long passed) {
    long end = nanos + passed;
    while (true) {
      var next =
          tasks.stream()
              .filter(task -> task.atNanos() - end <= 0)
              .min(Comparator.comparingLong(task -> task.atNanos() - end));
      if (next.isEmpty()) {
        nanos = end;
        return;
      }
      tasks.remove(next.get());
      nanos = next.get().atNanos();
      next.get().task().run();
    }
  }
}
