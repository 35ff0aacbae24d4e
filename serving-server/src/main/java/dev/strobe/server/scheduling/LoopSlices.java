package dev.strobe.server.scheduling;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * The slices of processor time that event loops have: Linux's own, but {@linkplain ShortSlices
 * short ones} while something computes beside them, such as a load. A loop with short slices is
 * prompt, but wakes up for fewer requests at once. Safe for use by many threads.
 */
public final class LoopSlices {
  @GuardedBy("this")
  private final Set<Executor> loops = new LinkedHashSet<>();

  /** How many works are under way. */
  @GuardedBy("this")
  private int works;

  /**
   * One more loop, until it takes no more tasks.
   *
   * @param loop runs what it is given on the loop's thread, one after the other
   */
  public synchronized void add(Executor loop) {
    loops.add(requireNonNull(loop, "loop"));
    if (areShort()) {
      boolean unused = tell(loop);
    }
  }

  /** Does some work, on this thread, during which slices are short. */
  public <T> T shortDuring(Supplier<T> work) {
    change(+1);
    try {
      return work.get();
    } finally {
      change(-1);
    }
  }

  private synchronized void change(int more) {
    boolean before = areShort();
    works += more;
    if (areShort() != before) {
      loops.removeIf(loop -> !tell(loop));
    }
  }

  private synchronized boolean areShort() {
    return works > 0;
  }

  /** The loop looks at what is wanted when it comes to it. */
  private boolean tell(Executor loop) {
    try {
      loop.execute(this::apply);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  private void apply() {
    if (areShort()) {
      ShortSlices.ask();
    } else {
      ShortSlices.giveBack();
    }
  }
}
