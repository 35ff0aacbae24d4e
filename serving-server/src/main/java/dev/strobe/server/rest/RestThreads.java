package dev.strobe.server.rest;

import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import io.vertx.core.Context;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where the work on a request is done: what is small on the thread that has it, what is large on a
 * worker, so that an event loop is never long away from its connections. When too much waits for
 * the workers, the event loops do it themselves, and take in less. Whatever the work throws becomes
 * the answer.
 */
final class RestThreads implements AutoCloseable {
  private static final int LARGE_BYTES = 64 << 10;
  private static final int QUEUE = 256;

  private final ThreadPoolExecutor workers;

  /** So many workers. */
  RestThreads(int workerCount) {
    workers =
        new ThreadPoolExecutor(
            workerCount,
            workerCount,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE),
            named("rest-worker-"),
            (task, pool) -> task.run());
  }

  private static ThreadFactory named(String prefix) {
    var count = new AtomicInteger();
    return task -> {
      var thread = new Thread(task, prefix + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Does work on so many bytes. */
  void run(long bytes, Runnable work, Reply reply) {
    if (bytes > LARGE_BYTES && Context.isOnEventLoopThread()) {
      workers.execute(() -> attempt(work, reply));
    } else {
      attempt(work, reply);
    }
  }

  private static void attempt(Runnable work, Reply reply) {
    try {
      work.run();
    } catch (OutOfMemoryError e) {
      reply.fail(
          new ServingException(
              Code.RESOURCE_EXHAUSTED, "No memory for the request: " + e.getMessage(), e));
    } catch (RuntimeException e) {
      reply.fail(ServingException.of(e));
    }
  }

  /** Lets the workers end what they have. */
  @Override
  public void close() {
    workers.shutdown();
  }
}
