package dev.strobe.client;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The places for calls in flight, and the bounded queue before them. First come, first served.
 *
 * <p>A call {@linkplain #enter enters}, is told when it is {@linkplain Entry#admitted admitted},
 * and {@linkplain #leave leaves}. Leaving only frees the place: the next in line is let in by
 * {@link #admit}, so that whoever leaves can first tell its own caller. An admitted call may end at
 * once, on the same thread, and let in the next, and so on; {@code admit} called from within {@code
 * admit} therefore returns, and the outer one goes on, so that the stack stays flat.
 */
final class InFlight {

  /** A call that asks for a place. What it is told, it is told outside any lock. */
  interface Entry {
    /** Has a place now. */
    void admitted();

    /** Will not be admitted any more, or has had its time to end. */
    void closed();
  }

  /** What becomes of a call that asks for a place. */
  enum Admission {
    ACCEPTED,
    FULL,
    CLOSED
  }

  private final int maxInFlight;
  private final int maxWaiting;
  private final ThreadLocal<Boolean> admitting = ThreadLocal.withInitial(() -> false);
  private final CountDownLatch idle = new CountDownLatch(1);
  private final Object lock = new Object();

  @GuardedBy("lock")
  private final Deque<Entry> waiting = new ArrayDeque<>();

  @GuardedBy("lock")
  private final Set<Entry> running = new HashSet<>();

  @GuardedBy("lock")
  private boolean closed;

  InFlight(int maxInFlight, int maxWaiting) {
    this.maxInFlight = maxInFlight;
    this.maxWaiting = maxWaiting;
  }

  /** Asks for a place; an accepted entry is admitted sooner or later, perhaps before this ends. */
  Admission enter(Entry entry) {
    synchronized (lock) {
      if (closed) {
        return Admission.CLOSED;
      }
      int free = maxInFlight - running.size();
      if (waiting.size() >= maxWaiting + free) {
        return Admission.FULL;
      }
      waiting.add(entry);
    }
    admit();
    return Admission.ACCEPTED;
  }

  /** Takes a waiting entry out of the queue, if it is still there. */
  void withdraw(Entry entry) {
    synchronized (lock) {
      waiting.remove(entry);
    }
  }

  /** Frees an admitted entry's place. {@link #admit} is to follow. */
  void leave(Entry entry) {
    synchronized (lock) {
      running.remove(entry);
      noteIdle();
    }
  }

  /** Lets in whoever waits for the places that are free. */
  void admit() {
    if (admitting.get()) {
      return;
    }
    admitting.set(true);
    try {
      for (Entry entry = next(); entry != null; entry = next()) {
        entry.admitted();
      }
    } finally {
      admitting.remove();
    }
  }

  private @Nullable Entry next() {
    synchronized (lock) {
      if (running.size() >= maxInFlight) {
        return null;
      }
      Entry entry = waiting.poll();
      if (entry != null) {
        running.add(entry);
      }
      return entry;
    }
  }

  /**
   * Lets nobody in any more, gives those inside some time to leave, and then tells the rest. Blocks
   * for at most that time; an interrupt cuts it short and stays set.
   */
  void close(Duration drainTimeout) {
    List<Entry> turnedAway;
    synchronized (lock) {
      closed = true;
      turnedAway = List.copyOf(waiting);
      waiting.clear();
      noteIdle();
    }
    turnedAway.forEach(Entry::closed);
    try {
      if (idle.await(drainTimeout.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<Entry> left;
    synchronized (lock) {
      left = List.copyOf(running);
    }
    left.forEach(Entry::closed);
  }

  @GuardedBy("lock")
  private void noteIdle() {
    if (closed && running.isEmpty()) {
      idle.countDown();
    }
  }
}
