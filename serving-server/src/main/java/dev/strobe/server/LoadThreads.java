package dev.strobe.server;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.strobe.server.servable.DelayedTasks;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads that load, so few that those that serve are left time. A load that takes long, and may be
 * hanging for as long as its disk does, is one that does not count: another thread makes up for it,
 * up to a limit.
 */
final class LoadThreads extends ThreadPoolExecutor {
  /** From then on a load does not count. */
  static final Duration LONG = Duration.ofSeconds(30);

  private static final int IDLE_SECONDS = 30;

  private final int usual;
  private final int most;
  private final DelayedTasks delays;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private final Set<Runnable> underWay = Collections.newSetFromMap(new IdentityHashMap<>());

  @GuardedBy("lock")
  private final Set<Runnable> longOnes = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * Its queue needs no bound of its own: a version is in it once.
   *
   * @param usual so many threads, but for long loads
   * @param most so many with them
   * @param delays tells when a load has taken long
   */
  LoadThreads(int usual, int most, ThreadFactory threads, DelayedTasks delays) {
    super(usual, usual, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
    this.usual = usual;
    this.most = most;
    this.delays = delays;
    allowCoreThreadTimeOut(true);
  }

  @Override
  protected void beforeExecute(Thread thread, Runnable task) {
    super.beforeExecute(thread, task);
    synchronized (lock) {
      underWay.add(task);
    }
    delays.schedule(LONG, () -> takesLong(task));
  }

  @Override
  protected void afterExecute(Runnable task, Throwable thrown) {
    super.afterExecute(task, thrown);
    synchronized (lock) {
      underWay.remove(task);
      if (longOnes.remove(task)) {
        resize();
      }
    }
  }

  private void takesLong(Runnable task) {
    synchronized (lock) {
      if (underWay.contains(task)) {
        longOnes.add(task);
        resize();
      }
    }
  }

  @GuardedBy("lock")
  private void resize() {
    int threads = Math.min(most, usual + longOnes.size());
    if (threads > getMaximumPoolSize()) {
      setMaximumPoolSize(threads);
      setCorePoolSize(threads);
    } else {
      setCorePoolSize(threads);
      setMaximumPoolSize(threads);
    }
  }
}
