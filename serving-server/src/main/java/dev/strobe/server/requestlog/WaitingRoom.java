package dev.strobe.server.requestlog;

import java.util.concurrent.atomic.AtomicLong;

/** The memory that records may take until they are written. Safe for use by many threads. */
final class WaitingRoom {
  private final long maxRecordBytes;
  private final long maxBytes;
  private final AtomicLong taken = new AtomicLong();

  WaitingRoom(long maxRecordBytes, long maxBytes) {
    this.maxRecordBytes = maxRecordBytes;
    this.maxBytes = maxBytes;
  }

  /** Whether one record may be so large. */
  boolean isLargeEnoughFor(long recordBytes) {
    return recordBytes <= maxRecordBytes;
  }

  /** Takes room, if there is some. */
  boolean take(long bytes) {
    if (taken.addAndGet(bytes) > maxBytes) {
      giveBack(bytes);
      return false;
    }
    return true;
  }

  void giveBack(long bytes) {
    taken.addAndGet(-bytes);
  }
}
