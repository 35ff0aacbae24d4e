package dev.strobe.server.servable;

import java.time.Duration;

/** Runs a task later, on a thread that must not be held up. */
@FunctionalInterface
public interface DelayedTasks {
  void schedule(Duration delay, Runnable task);
}
