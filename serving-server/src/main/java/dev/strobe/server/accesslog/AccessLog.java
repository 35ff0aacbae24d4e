package dev.strobe.server.accesslog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.strobe.server.observation.CallRecord;
import dev.strobe.server.observation.CallSink;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.FileProblem;
import dev.strobe.server.status.ServingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a line of JSON for each call, some times a second, on a thread of its own. Serving never
 * waits for it nor wakes it: a call that finds the queue full is counted in place of being written,
 * and so is one whose line cannot be written, as on a full disk; later ones are tried anew.
 */
public final class AccessLog implements CallSink, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(AccessLog.class);
  private static final long INTERVAL_MILLIS = 50;
  private static final long CLOSE_SECONDS = 5;
  private static final int BLOCK = 256;

  /** A disk that is almost full takes one block and refuses the next. */
  private static final Duration CALM = Duration.ofSeconds(10);

  private final BlockingQueue<LoggedCall> queue;
  private final OutputStream out;
  private final ScheduledExecutorService writer;
  private final InstantSource clock;
  private final JsonFactory json = new JsonFactory();
  private final LongAdder dropped = new LongAdder();
  private volatile boolean closed;
  private @Nullable Instant lastFailure;

  /**
   * A log that is written when {@link #write} is called.
   *
   * @param writer is ended with it
   * @param clock tells how long all has been well
   */
  AccessLog(
      OutputStream out, int queueCapacity, ScheduledExecutorService writer, InstantSource clock) {
    this.queue = new ArrayBlockingQueue<>(queueCapacity);
    this.out = out;
    this.writer = writer;
    this.clock = clock;
  }

  /**
   * Begins to log.
   *
   * @throws ServingException UNAVAILABLE if the file cannot be opened for writing
   */
  public static AccessLog start(AccessLogConfig config) {
    var writer = new ScheduledThreadPoolExecutor(1, AccessLog::thread);
    var started =
        new AccessLog(open(config), config.queueCapacity(), writer, InstantSource.system());
    Future<?> unused =
        writer.scheduleWithFixedDelay(
            started::write, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    return started;
  }

  private static Thread thread(Runnable task) {
    var thread = new Thread(task, "access-log");
    thread.setDaemon(true);
    return thread;
  }

  private static OutputStream open(AccessLogConfig config) {
    if (config.file().isEmpty()) {
      return System.out;
    }
    try {
      return LineFile.open(config.file().get());
    } catch (IOException e) {
      throw new ServingException(
          Code.UNAVAILABLE, "Cannot write the access log: " + e.getMessage(), e);
    }
  }

  @Override
  public void began(CallRecord call) {}

  @Override
  public void ended(CallRecord call) {
    if (closed || !queue.offer(new LoggedCall(call, Instant.now()))) {
      dropped.increment();
    }
  }

  /** Calls that were not logged. */
  public long dropped() {
    return dropped.sum();
  }

  /** Writes what waits. For one thread at a time. */
  void write() {
    List<LoggedCall> block = new ArrayList<>(BLOCK);
    while (queue.drainTo(block, BLOCK) > 0) {
      write(block);
      block.clear();
    }
  }

  private void write(List<LoggedCall> calls) {
    var lines = new ByteArrayOutputStream();
    calls.forEach(call -> format(call, lines));
    try {
      lines.writeTo(out);
      out.flush();
      wentWell();
    } catch (IOException e) {
      dropped.add(calls.size());
      failed(e);
    }
  }

  private void wentWell() {
    if (lastFailure != null && !clock.instant().isBefore(lastFailure.plus(CALM))) {
      log.info("The access log is written again");
      lastFailure = null;
    }
  }

  private void failed(IOException failure) {
    if (lastFailure == null) {
      log.warn(
          "The access log cannot be written, and calls are missing in it until it can: {}",
          FileProblem.of(failure));
    }
    lastFailure = clock.instant();
  }

  private void format(LoggedCall call, ByteArrayOutputStream lines) {
    try (JsonGenerator line = json.createGenerator(lines)) {
      call.writeTo(line);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    lines.write('\n');
  }

  /** Writes what waits, unless that takes longer than five seconds. */
  @Override
  public void close() {
    closed = true;
    writer.execute(this::write);
    writer.shutdown();
    try {
      boolean unused = writer.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
      if (out != System.out) {
        out.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      log.warn("The access log could not be closed: {}", FileProblem.of(e));
    }
  }
}
