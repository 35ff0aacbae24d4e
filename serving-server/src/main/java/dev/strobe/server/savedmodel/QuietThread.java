package dev.strobe.server.savedmodel;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Does native work that nobody waits for, on a thread of the lowest priority that the system has,
 * so that it takes processor time that others leave. The thread ends with the work: a priority once
 * lowered cannot be raised again without privileges, and the threads it starts have it too. So
 * nothing is to be done here that starts threads which others use, nor much in Java, since all of
 * Java waits at times for every thread that runs Java code.
 */
final class QuietThread {

  private QuietThread() {}

  /** The same for work that returns nothing. */
  static void run(Runnable work) {
    boolean unused =
        call(
            () -> {
              work.run();
              return true;
            });
  }

  /** Returns what the work returns, or throws what it throws, once it is done. */
  static <T> T call(Supplier<T> work) {
    var done = new CompletableFuture<T>();
    var thread =
        new Thread(
            () -> {
              ThreadPriority.lower();
              try {
                done.complete(work.get());
              } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
              }
            },
            "strobe-quiet");
    thread.setDaemon(true);
    thread.start();
    try {
      return done.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }
}
