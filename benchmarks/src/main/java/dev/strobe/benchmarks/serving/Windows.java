package dev.strobe.benchmarks.serving;

import dev.strobe.benchmarks.figures.LatencyWindows;

/** What the calls of a load take while one thing or another goes on. */
final class Windows {
  private final SteadyLoad load;
  private final LatencyWindows latencies = new LatencyWindows();

  Windows(SteadyLoad load) {
    this.load = load;
  }

  /** Counts the calls that are answered until the event has ended. */
  void measure(String kind, Runnable event) {
    long[] unused = load.take();
    event.run();
    latencies.add(kind, load.take());
  }

  /** How the 99th percentiles of two kinds compare. */
  void printRatio(String kind, String reference) {
    latencies.printRatio(kind, reference);
  }

  /** All kinds, and how many calls have failed in all. */
  void print() {
    System.out.printf(
        "failed calls: %d %s%n",
        load.failures(), load.failures() == 0 ? "" : "(" + load.lastFailure() + ")");
    latencies.print();
  }
}
