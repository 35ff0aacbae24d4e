package dev.strobe.server.accesslog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.strobe.server.observation.CallRecord;
import dev.strobe.server.observation.CallSink;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a line of JSON for each call, on a thread of its own. Serving never waits for it: a call
 * that finds the queue full is counted in place of being written, and so is one whose line cannot
 * be written, as on a full disk; later ones are tried anew.
 */
public final class AccessLog implements CallSink, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(AccessLog.class);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
  private static final int BLOCK = 256;

  private final BlockingQueue<LoggedCall> queue;
  private final OutputStream out;
  private final JsonFactory json = new JsonFactory();
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream(1 << 16);
  private final LongAdder dropped = new LongAdder();
  private final Thread writer;
  private volatile boolean closing;
  private boolean failing;

  AccessLog(OutputStream out, int queueCapacity) {
    this.queue = new ArrayBlockingQueue<>(queueCapacity);
    this.out = out;
    this.writer = new Thread(this::write, "access-log");
    writer.setDaemon(true);
  }

  /**
   * Begins to log.
   *
   * @throws ServingException UNAVAILABLE if the file cannot be opened for writing
   */
  public static AccessLog start(AccessLogConfig config) {
    var started = new AccessLog(open(config), config.queueCapacity());
    started.start();
    return started;
  }

  void start() {
    writer.start();
  }

  private static OutputStream open(AccessLogConfig config) {
    if (config.file().isEmpty()) {
      return System.out;
    }
    try {
      return new FileOutputStream(config.file().get().toFile(), true);
    } catch (IOException e) {
      throw new ServingException(
          Code.UNAVAILABLE, "Cannot write the access log: " + e.getMessage(), e);
    }
  }

  @Override
  public void began(CallRecord call) {}

  @Override
  public void ended(CallRecord call) {
    if (closing || !queue.offer(new LoggedCall(call, Instant.now()))) {
      dropped.increment();
    }
  }

  /** Calls that were not logged. */
  public long dropped() {
    return dropped.sum();
  }

  private void write() {
    List<LoggedCall> block = new ArrayList<>(BLOCK);
    try {
      while (!closing || !queue.isEmpty()) {
        block.add(queue.take());
        queue.drainTo(block, BLOCK - 1);
        write(block);
        block.clear();
      }
    } catch (InterruptedException e) {
      queue.drainTo(block);
      write(block);
    }
  }

  private void write(List<LoggedCall> calls) {
    lines.reset();
    try {
      calls.forEach(this::format);
      out.write(lines.toByteArray());
      out.flush();
      failing = false;
    } catch (IOException e) {
      dropped.add(calls.size());
      if (!failing) {
        log.warn("The access log cannot be written; calls are not logged until it can", e);
      }
      failing = true;
    }
  }

  /** A call whose texts are no Unicode has no line. */
  private void format(LoggedCall call) {
    var line = new ByteArrayOutputStream();
    try (JsonGenerator generator = json.createGenerator(line)) {
      call.writeTo(generator);
    } catch (IOException e) {
      dropped.increment();
      log.debug("A call could not be put as JSON", e);
      return;
    }
    lines.writeBytes(line.toByteArray());
    lines.write('\n');
  }

  /** Writes what waits, unless that takes longer than five seconds. */
  @Override
  public void close() {
    closing = true;
    writer.interrupt();
    try {
      writer.join(CLOSE_PATIENCE.toMillis());
      if (out != System.out) {
        out.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      log.warn("The access log could not be closed", e);
    }
  }
}
