package dev.strobe.benchmarks.serving;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/**
 * What calls take in times of quiet and while something goes on, in turn. All times of a kind count
 * together: each alone is too short for a percentile.
 */
final class BeforeAndDuring {
  private static final double PERCENTILE = 0.99;

  private final SteadyLoad load;
  private final Duration quietTime;
  private long[] quiet = {};
  private long[] disturbed = {};

  BeforeAndDuring(SteadyLoad load, Duration quietTime) {
    this.load = load;
    this.quietTime = quietTime;
  }

  /** Calls in quiet, and forgets them. */
  void warmUp(Duration duration) {
    pause(duration);
    long[] unused = load.take();
  }

  /** Measures a time of quiet, and after it what goes on until the event has ended. */
  void measure(Runnable event) {
    long[] unused = load.take();
    pause(quietTime);
    long[] before = load.take();
    event.run();
    long[] during = load.take();
    quiet = LongStream.concat(Arrays.stream(quiet), Arrays.stream(before)).toArray();
    disturbed = LongStream.concat(Arrays.stream(disturbed), Arrays.stream(during)).toArray();
  }

  private static void pause(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  void print() {
    double before = percentile(quiet);
    double during = percentile(disturbed);
    System.out.printf(
        Locale.ROOT,
        "failed calls: %d %s%n"
            + "p99 before: %,.0f us of %,d calls%n"
            + "p99 during: %,.0f us of %,d calls%n"
            + "during / before: x %.2f%n",
        load.failures(),
        load.failures() == 0 ? "" : "(" + load.lastFailure() + ")",
        before,
        quiet.length,
        during,
        disturbed.length,
        during / before);
  }

  private static double percentile(long[] nanos) {
    if (nanos.length == 0) {
      throw new IllegalStateException("no call was answered");
    }
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return sorted[(int) (sorted.length * PERCENTILE)] / 1e3;
  }
}
