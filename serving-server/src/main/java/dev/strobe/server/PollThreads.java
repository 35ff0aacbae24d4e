package dev.strobe.server;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that look at files, any of which may hang for as long as its disk or bucket does. When
 * all are at work there is one more, up to a limit, so that what hangs holds up no other look.
 */
final class PollThreads extends ScheduledThreadPoolExecutor {
  private final int limit;
  private final AtomicInteger atWork = new AtomicInteger();

  /** One thread at first. */
  PollThreads(int limit, ThreadFactory threads) {
    super(1, threads);
    this.limit = limit;
    setRemoveOnCancelPolicy(true);
  }

  @Override
  protected void beforeExecute(Thread thread, Runnable task) {
    super.beforeExecute(thread, task);
    int needed = Math.min(limit, atWork.incrementAndGet() + 1);
    synchronized (atWork) {
      if (needed > getCorePoolSize()) {
        setCorePoolSize(needed);
      }
    }
  }

  @Override
  protected void afterExecute(Runnable task, Throwable thrown) {
    super.afterExecute(task, thrown);
    int unused = atWork.decrementAndGet();
  }
}
