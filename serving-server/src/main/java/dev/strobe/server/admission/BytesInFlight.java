package dev.strobe.server.admission;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The bytes of requests and answers that all interfaces together have in hand, held under a limit.
 * What would exceed it waits its turn, first come first served, while its bytes stay in the
 * network. One request is always let in, however large. Safe for use by many threads; reactions run
 * outside the lock, on the thread that made room.
 */
public final class BytesInFlight {
  private final long limit;
  private final int maxWaiting;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private final Set<Admission> waiting = new LinkedHashSet<>();

  @GuardedBy("lock")
  private long held;

  /**
   * Nothing in hand.
   *
   * @param limit in bytes
   * @param maxWaiting how many requests may wait
   */
  public BytesInFlight(long limit, int maxWaiting) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be >= 1 but was " + limit);
    }
    if (maxWaiting < 0) {
      throw new IllegalArgumentException("maxWaiting must be >= 0 but was " + maxWaiting);
    }
    this.limit = limit;
    this.maxWaiting = maxWaiting;
  }

  public long limit() {
    return limit;
  }

  /** Bytes in hand now. */
  public long held() {
    synchronized (lock) {
      return held;
    }
  }

  /** Requests that wait now. */
  public int waiting() {
    synchronized (lock) {
      return waiting.size();
    }
  }

  /** A place for one request, with nothing in it. */
  public Admission admission() {
    return new Admission(this);
  }

  boolean enter(Admission admission) {
    synchronized (lock) {
      if (!admission.isWaiting()) {
        return false;
      }
      if (waiting.isEmpty() && fits(admission.bytes())) {
        held += admission.bytes();
        admission.admit();
        return true;
      }
      if (waiting.size() >= maxWaiting) {
        throw new ServingException(
            Code.RESOURCE_EXHAUSTED,
            "The server has %d bytes of requests in hand, may have %d, and %d requests wait already"
                .formatted(held, limit, waiting.size()));
      }
      waiting.add(admission);
      return false;
    }
  }

  @GuardedBy("lock")
  private boolean fits(long bytes) {
    return held == 0 || held + bytes <= limit;
  }

  /** Takes more for one that is in, whatever the limit. */
  void grow(Admission admission, long bytes) {
    synchronized (lock) {
      if (admission.isIn()) {
        held += bytes - admission.bytes();
        admission.setBytes(bytes);
      }
    }
  }

  /** Takes more for one that is in, unless that exceeds the limit and others are in too. */
  boolean tryGrow(Admission admission, long bytes) {
    synchronized (lock) {
      if (!admission.isIn()) {
        return false;
      }
      long others = held - admission.bytes();
      if (others > 0 && others + bytes > limit) {
        return false;
      }
      held = others + bytes;
      admission.setBytes(bytes);
      return true;
    }
  }

  /** Makes one that is in just so many bytes, whatever the limit. */
  void settle(Admission admission, long bytes) {
    List<Admission> next = List.of();
    synchronized (lock) {
      if (admission.isIn()) {
        held += bytes - admission.bytes();
        admission.setBytes(bytes);
        next = admitted();
      }
    }
    next.forEach(Admission::react);
  }

  void leave(Admission admission) {
    List<Admission> next;
    synchronized (lock) {
      if (admission.isIn()) {
        held -= admission.bytes();
      } else {
        waiting.remove(admission);
      }
      admission.end();
      next = admitted();
    }
    next.forEach(Admission::react);
  }

  /** Lets in those for whom there is room now. */
  @GuardedBy("lock")
  private List<Admission> admitted() {
    List<Admission> next = new ArrayList<>(1);
    Iterator<Admission> queue = waiting.iterator();
    while (queue.hasNext()) {
      Admission first = queue.next();
      if (!fits(first.bytes())) {
        break;
      }
      queue.remove();
      held += first.bytes();
      first.admit();
      next.add(first);
    }
    return next;
  }

  /**
   * One request's share of the bytes in flight, from before its first byte until its answer is out.
   * Closing gives it back, or gives up waiting; closing twice is closing once.
   */
  public static final class Admission implements AutoCloseable {
    private enum State {
      NEW,
      WAITING,
      IN,
      OVER
    }

    private final BytesInFlight owner;
    private volatile State state = State.NEW;
    private volatile long bytes;
    private Runnable admitted = () -> {};

    Admission(BytesInFlight owner) {
      this.owner = owner;
    }

    /**
     * Asks for so many bytes, once.
     *
     * @param later runs when there is room for them, if there is none now and the request did not
     *     give up
     * @return true if there is room now
     * @throws ServingException RESOURCE_EXHAUSTED if too many wait already
     */
    public boolean enter(long wanted, Runnable later) {
      if (state != State.NEW) {
        throw new IllegalStateException("an admission is asked for once, but this one is " + state);
      }
      bytes = wanted;
      admitted = later;
      state = State.WAITING;
      return owner.enter(this);
    }

    /** True while it waits for room. */
    public boolean isWaiting() {
      return state == State.WAITING;
    }

    /** Makes it at least so many bytes in all, which are there already, whatever the limit. */
    public void hold(long total) {
      if (total > bytes) {
        owner.grow(this, total);
      }
    }

    /** Makes it so many bytes, no more and no less, once that is known. */
    public void settle(long total) {
      if (total != bytes) {
        owner.settle(this, total);
      }
    }

    /** Makes it so many bytes more, which are there already, whatever the limit. */
    public void add(long more) {
      hold(bytes + more);
    }

    /** Makes it at least so many bytes in all; false, and no change, if the limit forbids it. */
    public boolean tryHold(long total) {
      return total <= bytes || owner.tryGrow(this, total);
    }

    @Override
    public void close() {
      if (state != State.OVER) {
        owner.leave(this);
      }
    }

    long bytes() {
      return bytes;
    }

    void setBytes(long newBytes) {
      bytes = newBytes;
    }

    boolean isIn() {
      return state == State.IN;
    }

    void admit() {
      state = State.IN;
    }

    void end() {
      state = State.OVER;
    }

    void react() {
      admitted.run();
    }
  }
}
