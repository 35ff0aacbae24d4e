package dev.strobe.server.scheduling;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Lets work wait for the end of its thread's turn. An event loop that wakes up sees to all that has
 * come on its connections meanwhile, one after the other; then it runs what it was given to execute
 * on the way. Work put off until then loses no time to speak of, and finds what came on the other
 * connections beside it. Every thread knows of its own turns alone.
 */
public final class Turns {
  private static final ThreadLocal<@Nullable Executor> END = new ThreadLocal<>();

  private Turns() {}

  /**
   * Says that the calling thread takes turns from now on.
   *
   * @param end runs what this thread gives it on this thread, at the end of the turn
   */
  public static void take(Executor end) {
    END.set(requireNonNull(end, "end"));
  }

  /** Runs a task on this thread, at the end of its turn, or now if it takes none. */
  public static void atEndOrNow(Runnable task) {
    Executor end = END.get();
    if (end == null) {
      task.run();
    } else {
      end.execute(task);
    }
  }
}
