package dev.strobe.server.scheduling;

import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets threads that calls wait for have a processor soon after they are woken. Linux lets whoever
 * has one keep it for a slice of its time, which without a finer clock lasts to its next tick: 4 ms
 * where there are 250 a second. So while a model is loaded, or code compiled, a call waits for that
 * each time it goes on to a thread whose processor is taken, unless that thread's slices are the
 * shorter ones. What it gets of the processors in all is the same as ever.
 *
 * <p>It takes Linux 6.12 or later; elsewhere it has no effect.
 */
public final class ShortSlices {
  private static final Logger log = LoggerFactory.getLogger(ShortSlices.class);

  /** The shortest that Linux gives. */
  private static final long NANOS = 100_000;

  private static final long LINUX_OWN = 0;

  private ShortSlices() {}

  /** Threads that ask for short slices before they do anything else. */
  public static ThreadFactory threads(ThreadFactory threads) {
    return task ->
        threads.newThread(
            () -> {
              ask();
              task.run();
            });
  }

  /** Asks for short slices for the calling thread; those that it starts do not have them. */
  static void ask() {
    set(NANOS);
  }

  /** Undoes {@link #ask}. */
  static void giveBack() {
    set(LINUX_OWN);
  }

  private static void set(long nanos) {
    boolean taken = ThreadSlice.own().map(slice -> slice.set(nanos)).orElse(false);
    if (!taken) {
      log.debug("The system does not take slices for {}", Thread.currentThread().getName());
    }
  }
}
