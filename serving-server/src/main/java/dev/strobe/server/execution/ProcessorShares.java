package dev.strobe.server.execution;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Shares the processors out among runs that go on at once, of all models. A run alone may use them
 * all; where there are as many runs as processors, threads within an operation would only make them
 * wait for one another. Safe for use by many threads.
 */
public final class ProcessorShares {
  private final int processors;
  private final IntConsumer limit;
  private final AtomicInteger running = new AtomicInteger();

  /**
   * Shares so many processors.
   *
   * @param limit told on the thread of each run, before it begins, how many threads it may use, 1
   *     at least
   */
  public ProcessorShares(int processors, IntConsumer limit) {
    if (processors < 1) {
      throw new IllegalArgumentException("processors must be >= 1 but was " + processors);
    }
    this.processors = processors;
    this.limit = limit;
  }

  /** Runs on this thread. A share lasts for the whole of a run, whatever others come and go. */
  void run(Runnable work) {
    int sharers = running.incrementAndGet();
    try {
      limit.accept(Math.max(1, processors / sharers));
      work.run();
    } finally {
      running.decrementAndGet();
    }
  }
}
