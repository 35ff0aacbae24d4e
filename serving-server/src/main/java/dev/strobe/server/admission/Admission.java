package dev.strobe.server.admission;

/**
 * One request's share of the {@link BytesInFlight}, from before its first byte until its answer is
 * out. Closing gives it back, or gives up waiting; closing twice is closing once.
 */
public final class Admission implements AutoCloseable {
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
   * @throws dev.strobe.server.status.ServingException RESOURCE_EXHAUSTED if too many wait already
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
