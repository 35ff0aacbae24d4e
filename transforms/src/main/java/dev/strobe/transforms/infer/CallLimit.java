package dev.strobe.transforms.infer;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * Bounds the calls under way, by number and by weight. Whoever waits depends on calls alone, and
 * calls depend on nobody who waits, so it always ends.
 */
final class CallLimit {
  private final Object lock = new Object();
  private final int maxCalls;
  private final long maxBytes;

  @GuardedBy("lock")
  private int calls;

  @GuardedBy("lock")
  private long bytes;

  CallLimit(int maxCalls, long maxBytes) {
    this.maxCalls = maxCalls;
    this.maxBytes = maxBytes;
  }

  /**
   * Waits until a call of that weight may start. One that is too heavy for the bound goes alone.
   */
  void acquire(long weight) throws InterruptedException {
    synchronized (lock) {
      while (calls >= maxCalls || (calls > 0 && bytes + weight > maxBytes)) {
        lock.wait();
      }
      calls++;
      bytes += weight;
    }
  }

  /** Says that a call of that weight is over. */
  void release(long weight) {
    synchronized (lock) {
      calls--;
      bytes -= weight;
      lock.notifyAll();
    }
  }
}
