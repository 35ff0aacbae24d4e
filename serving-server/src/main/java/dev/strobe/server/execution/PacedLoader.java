package dev.strobe.server.execution;

import static java.util.Objects.requireNonNull;

import dev.strobe.server.scheduling.ShortSlices;
import dev.strobe.server.servable.Servable;
import dev.strobe.server.servable.ServableId;
import dev.strobe.server.servable.ServableLoader;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Loads servables that may be run from threads that must not be held up, such as event loops. */
public final class PacedLoader implements ServableLoader {
  private static final int IDLE_SECONDS = 30;

  private final ServableLoader loader;
  private final ExecutionConfig config;
  private final RunMetrics.Factory metrics;
  private final ProcessorShares shares;

  /**
   * Loads by {@code loader}.
   *
   * @param shares common to all that run on the same processors
   */
  public PacedLoader(
      ServableLoader loader,
      ExecutionConfig config,
      RunMetrics.Factory metrics,
      ProcessorShares shares) {
    this.loader = requireNonNull(loader, "loader");
    this.config = requireNonNull(config, "config");
    this.metrics = requireNonNull(metrics, "metrics");
    this.shares = requireNonNull(shares, "shares");
  }

  @Override
  public Servable load(ServableId id, Path path) {
    return new PacedServable(
        loader.load(id, path),
        executor(id),
        config.inlineBelow().toNanos(),
        metrics.of(id),
        shares);
  }

  private ThreadPoolExecutor executor(ServableId id) {
    ThreadFactory threads =
        ShortSlices.threads(
            task -> {
              var thread = new Thread(task, "run-" + id.name() + "-" + id.version());
              thread.setDaemon(true);
              return thread;
            });
    var executor =
        new ThreadPoolExecutor(
            config.threads(),
            config.threads(),
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(config.queueCapacity()),
            threads);
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }
}
