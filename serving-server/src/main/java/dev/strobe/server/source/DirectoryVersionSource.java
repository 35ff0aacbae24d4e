package dev.strobe.server.source;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.strobe.server.servable.AspiredVersionsListener;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks for versions in local directories. Every model is polled by a task of its own, so one whose
 * directory is missing or slow to list delays another only by the thread it takes. Safe for use by
 * many threads.
 */
public final class DirectoryVersionSource implements VersionSource {
  private final AspiredVersionsListener listener;
  private final ScheduledExecutorService scheduler;
  private final PollingConfig config;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private final Map<String, Watch> watches = new HashMap<>();

  /**
   * A source that watches nothing yet.
   *
   * @param scheduler where directories are listed
   */
  public DirectoryVersionSource(
      AspiredVersionsListener listener, ScheduledExecutorService scheduler, PollingConfig config) {
    this.listener = requireNonNull(listener, "listener");
    this.scheduler = requireNonNull(scheduler, "scheduler");
    this.config = requireNonNull(config, "config");
  }

  @Override
  public void watch(Collection<WatchedModel> models) {
    Map<String, WatchedModel> wanted = new HashMap<>();
    models.forEach(model -> wanted.put(model.name(), model));
    List<Watch> gone;
    synchronized (lock) {
      gone =
          watches.values().stream()
              .filter(watch -> !watch.poll.model().equals(wanted.get(watch.poll.model().name())))
              .toList();
      gone.forEach(watch -> watches.remove(watch.poll.model().name()));
      wanted.forEach((name, model) -> watches.computeIfAbsent(name, unused -> begin(model)));
    }
    for (Watch watch : gone) {
      watch.stop();
      if (!wanted.containsKey(watch.poll.model().name())) {
        listener.aspire(watch.poll.model().name(), List.of());
      }
    }
  }

  private Watch begin(WatchedModel model) {
    var poll =
        new DirectoryPoll(
            model, listener, new Settling(config.settleTime(), InstantSource.system()));
    Duration interval = config.interval();
    if (interval.isNegative()) {
      return new Watch(poll, null);
    }
    return new Watch(
        poll,
        interval.isZero()
            ? scheduler.submit(poll)
            : scheduler.scheduleWithFixedDelay(poll, 0, interval.toNanos(), TimeUnit.NANOSECONDS));
  }

  /** Polls every model now, on this thread. */
  void poll() {
    List<Watch> all;
    synchronized (lock) {
      all = List.copyOf(watches.values());
    }
    all.forEach(watch -> watch.poll.run());
  }

  @Override
  public void close() {
    synchronized (lock) {
      watches.values().forEach(Watch::stop);
      watches.clear();
    }
  }

  private record Watch(DirectoryPoll poll, @Nullable Future<?> task) {
    void stop() {
      poll.stop();
      if (task != null) {
        task.cancel(false);
      }
    }
  }
}
