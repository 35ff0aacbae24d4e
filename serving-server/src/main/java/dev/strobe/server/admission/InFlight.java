package dev.strobe.server.admission;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts the requests whose answers are not out yet, and closes the door to new ones. Safe for use
 * by many threads, which wait for each other only once the door is closed.
 */
public final class InFlight {
  private final AtomicLong requests = new AtomicLong();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition none = lock.newCondition();
  private volatile boolean closed;

  /** Counts a request, which must {@link #leave}; false if it shall only be turned away. */
  public boolean enter() {
    requests.incrementAndGet();
    return !closed;
  }

  /** A counted request is over. */
  public void leave() {
    // Whoever waits closed the door before it looked at the count, so one of the two sees the
    // other.
    if (requests.decrementAndGet() == 0 && closed) {
      lock.lock();
      try {
        none.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /** Closes the door. */
  public void close() {
    closed = true;
  }

  public boolean isClosed() {
    return closed;
  }

  /**
   * Closes the door and waits until all who are in have left.
   *
   * @return false if time was up before
   */
  public boolean drain(Duration patience) throws InterruptedException {
    close();
    long left = patience.toNanos();
    lock.lock();
    try {
      while (requests.get() > 0 && left > 0) {
        left = none.awaitNanos(left);
      }
      return requests.get() == 0;
    } finally {
      lock.unlock();
    }
  }
}
