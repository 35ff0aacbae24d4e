package dev.strobe.server.requestlog;

import java.util.concurrent.atomic.LongAdder;

/** What became of the requests that were to be logged. Safe for use by many threads. */
public final class RequestLogCounts {
  private final LongAdder written = new LongAdder();
  private final LongAdder tooLarge = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder failed = new LongAdder();

  RequestLogCounts() {}

  void onWritten() {
    written.increment();
  }

  void onTooLarge() {
    tooLarge.increment();
  }

  void onDropped() {
    dropped.increment();
  }

  void onFailed() {
    failed.increment();
  }

  /** Those that stand in a file. */
  public long written() {
    return written.sum();
  }

  /** Those larger than is logged. */
  public long tooLarge() {
    return tooLarge.sum();
  }

  /** Those for which no room was left, since files are written too slowly. */
  public long dropped() {
    return dropped.sum();
  }

  /** Those that could not be written. */
  public long failed() {
    return failed.sum();
  }
}
