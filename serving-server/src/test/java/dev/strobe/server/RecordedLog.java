package dev.strobe.server;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What a class logs while this is open, in place of where it usually goes. */
public final class RecordedLog implements AutoCloseable {
  private final Logger logger;
  private final boolean toldParents;
  private final Recorder recorder = new Recorder();

  private RecordedLog(Logger logger) {
    this.logger = logger;
    this.toldParents = logger.getUseParentHandlers();
    logger.setUseParentHandlers(false);
    logger.addHandler(recorder);
  }

  /** Begins to record. */
  public static RecordedLog of(Class<?> logging) {
    return new RecordedLog(Logger.getLogger(logging.getName()));
  }

  /** The messages so far, without what they name as their cause. */
  public List<String> lines() {
    return List.copyOf(recorder.lines);
  }

  @Override
  public void close() {
    logger.removeHandler(recorder);
    logger.setUseParentHandlers(toldParents);
  }

  private static final class Recorder extends Handler {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final SimpleFormatter formatter = new SimpleFormatter();

    @Override
    public void publish(LogRecord entry) {
      lines.add(formatter.formatMessage(entry));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
