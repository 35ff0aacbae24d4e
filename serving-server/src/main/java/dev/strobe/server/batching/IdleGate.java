package dev.strobe.server.batching;

/**
 * Decides whether a run that finds its batcher idle begins on the caller's thread.
 *
 * <p>Handing over costs more than a cheap run, so cheap runs always do. Of dearer ones, callers
 * that share a thread never meet as long as each runs there; so now and then one is handed over,
 * and if others have joined it by the time its batch begins, all are, until a batch of one run
 * shows that there is nobody to join. Guarded by the scheduler's lock.
 */
final class IdleGate {
  static final long CHEAP_NANOS = 20_000;
  static final int TRIAL_EVERY = 64;
  private static final int WEIGHT = 8;

  private long averageNanos;
  private int sinceTrial;
  private boolean joining;

  /** Asked once for each run that could begin at once. */
  boolean isOpen() {
    if (averageNanos < CHEAP_NANOS) {
      return true;
    }
    sinceTrial = joining ? 0 : sinceTrial + 1;
    if (sinceTrial == TRIAL_EVERY) {
      sinceTrial = 0;
    }
    return sinceTrial > 0;
  }

  /** A run held its caller's thread so long. */
  void heldCaller(long nanos) {
    averageNanos += (nanos - averageNanos) / WEIGHT;
  }

  /** A batch of so many runs that were handed over begins. */
  void gathered(int runs) {
    joining = runs > 1;
  }
}
