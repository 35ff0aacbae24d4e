package dev.strobe.server;

import dev.strobe.server.batching.BatchingSettings;
import dev.strobe.server.scheduling.LoopSlices;
import dev.strobe.server.servable.DelayedTasks;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of a server that belong to no single model.
 *
 * @param timer fires deadlines and retries; its tasks are short
 * @param polls lists directories and looks at files, which may take long
 * @param loads loads versions, at the lowest priority
 * @param unloads closes versions
 * @param batches begins batches
 * @param requestLog the one that writes logged requests
 * @param slices of the event loops, which start later
 */
record ServerThreads(
    ScheduledExecutorService timer,
    ScheduledExecutorService polls,
    ExecutorService loads,
    ExecutorService unloads,
    ExecutorService batches,
    ExecutorService requestLog,
    LoopSlices slices)
    implements AutoCloseable {
  private static final int MAX_POLLS = 64;
  private static final int IDLE_SECONDS = 30;

  static ServerThreads start(LoadingConfig.Threads threads, BatchingSettings batching) {
    ScheduledExecutorService timer = timer(factory("timer", Thread.NORM_PRIORITY));
    return new ServerThreads(
        timer,
        new PollThreads(MAX_POLLS, factory("poll", Thread.NORM_PRIORITY)),
        new LoadThreads(
            threads.loading(),
            threads.loadingAtMost(),
            factory("load", Thread.MIN_PRIORITY),
            delays(timer)),
        pool("unload", threads.unloading(), Thread.NORM_PRIORITY),
        pool(batching.threadPoolName(), batching.numBatchThreads(), Thread.NORM_PRIORITY),
        pool("request-log", 1, Thread.MIN_PRIORITY),
        new LoopSlices());
  }

  private static ScheduledExecutorService timer(ThreadFactory threads) {
    var timer = new ScheduledThreadPoolExecutor(1, threads);
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  /**
   * Its queue needs no bound of its own: a version is in it once, or a batch thread, or one task
   * that writes.
   */
  private static ExecutorService pool(String name, int threads, int priority) {
    var pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            factory(name, priority));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  @SuppressWarnings("ThreadPriorityCheck") // a hint, where the system takes it; nothing rests on it
  private static ThreadFactory factory(String name, int priority) {
    var count = new AtomicInteger();
    return task -> {
      var thread = new Thread(task, "strobe-" + name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      thread.setPriority(priority);
      return thread;
    };
  }

  /** Tasks for the timer. */
  DelayedTasks delays() {
    return delays(timer);
  }

  private static DelayedTasks delays(ScheduledExecutorService timer) {
    return (delay, task) -> {
      Future<?> unused = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    };
  }

  @Override
  public void close() {
    List.of(polls, loads, unloads, batches, requestLog, timer)
        .forEach(ExecutorService::shutdownNow);
  }
}
