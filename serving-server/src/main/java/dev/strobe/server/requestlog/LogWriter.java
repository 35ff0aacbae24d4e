package dev.strobe.server.requestlog;

import dev.strobe.protos.serving.PredictionLog;
import dev.strobe.server.requestlog.RequestLogCounts.Outcome;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what was sampled, in the order it came. Whoever hands something over finds a queue, and
 * sees to it that a task empties it; there is never more than one such task, so that the files
 * belong to one thread at a time.
 */
final class LogWriter {
  private static final Logger log = LoggerFactory.getLogger(LogWriter.class);
  private static final int MAX_WAITING = 10_000;

  private final RequestLogConfig config;
  private final Executor executor;
  private final Clock clock;
  private final RequestLogCounts counts;
  private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MAX_WAITING);
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final Map<Path, LogFiles> files = new HashMap<>();
  private volatile Set<Path> wanted = Set.of();

  LogWriter(RequestLogConfig config, Executor executor, Clock clock, RequestLogCounts counts) {
    this.config = config;
    this.executor = executor;
    this.clock = clock;
    this.counts = counts;
  }

  private record Waiting(Path prefix, PredictionLog record, Runnable release) {}

  /**
   * Writes a record soon.
   *
   * @param release runs when the record is no longer in memory, whatever became of it
   */
  void write(Path prefix, PredictionLog.Builder record, Runnable release) {
    record.getLogMetadataBuilder().setTimestampSecs(clock.instant().getEpochSecond());
    if (queue.offer(new Waiting(prefix, record.build(), release))) {
      schedule();
    } else {
      release.run();
      counts.add(Outcome.DROPPED);
    }
  }

  /** Closes the files of all other prefixes. */
  void keepOnly(Set<Path> prefixes) {
    if (!wanted.equals(prefixes)) {
      wanted = Set.copyOf(prefixes);
      schedule();
    }
  }

  private void schedule() {
    if (scheduled.compareAndSet(false, true)) {
      try {
        executor.execute(this::drain);
      } catch (RejectedExecutionException e) {
        log.debug("The server has ended; what waits is not written", e);
        scheduled.set(false);
      }
    }
  }

  private void drain() {
    Set<Path> kept = wanted;
    try {
      for (Waiting next = queue.poll(); next != null; next = queue.poll()) {
        write(next);
      }
      kept = wanted;
      closeAllBut(kept);
    } finally {
      scheduled.set(false);
    }
    // What was handed over, or ceased to be wanted, since the last look found a task scheduled.
    if (!queue.isEmpty() || !wanted.equals(kept)) {
      schedule();
    }
  }

  private void write(Waiting next) {
    LogFiles file =
        files.computeIfAbsent(next.prefix(), prefix -> new LogFiles(prefix, config, clock));
    boolean written = false;
    try {
      written = file.write(next.record());
    } finally {
      next.release().run();
      counts.add(written ? Outcome.WRITTEN : Outcome.FAILED);
    }
  }

  private void closeAllBut(Set<Path> kept) {
    files.forEach(
        (prefix, file) -> {
          if (!kept.contains(prefix)) {
            file.close();
          }
        });
    files.keySet().retainAll(kept);
  }

  /** Writes what waits, closes all files, and waits for that. */
  void close(Duration patience) {
    var end = new CountDownLatch(1);
    keepOnly(Set.of());
    executor.execute(end::countDown);
    try {
      boolean unused = end.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
