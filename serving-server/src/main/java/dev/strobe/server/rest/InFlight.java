package dev.strobe.server.rest;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts the requests whose answers are not out yet, and closes the door to new ones. */
final class InFlight {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  @GuardedBy("lock")
  private int requests;

  @GuardedBy("lock")
  private boolean closed;

  /** Counts a request, which must {@link #leave}; false if it shall only be turned away. */
  boolean enter() {
    lock.lock();
    try {
      requests++;
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** A counted request is over. */
  void leave() {
    lock.lock();
    try {
      requests--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Closes the door. */
  void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Closes the door and waits until all who are in have left.
   *
   * @return false if time was up before
   */
  boolean drain(Duration patience) throws InterruptedException {
    close();
    lock.lock();
    try {
      long left = patience.toNanos();
      while (requests > 0 && left > 0) {
        left = changed.awaitNanos(left);
      }
      return requests == 0;
    } finally {
      lock.unlock();
    }
  }
}
