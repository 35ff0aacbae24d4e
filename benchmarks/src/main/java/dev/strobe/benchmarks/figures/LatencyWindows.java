package dev.strobe.benchmarks.figures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * What calls take while one thing or another goes on. All windows of a kind count together, since
 * each alone is too short for a percentile. Not safe for use by several threads.
 */
public final class LatencyWindows {
  private static final double PERCENTILE = 0.99;
  private static final int DRAWS = 1000;
  private static final double TAIL = 0.05;

  private final Map<String, List<long[]>> windows = new LinkedHashMap<>();

  /** Adds the latencies, in nanoseconds, of calls during one window. */
  public void add(String kind, long[] nanos) {
    windows.computeIfAbsent(kind, first -> new ArrayList<>()).add(nanos.clone());
  }

  /** The 99th percentile of all calls during windows of a kind. */
  public double p99Micros(String kind) {
    return percentile(all(of(kind)), PERCENTILE);
  }

  /**
   * How the 99th percentiles of two kinds compare, with the range in which nine of ten ratios lie
   * if windows are drawn from those seen: how far chance alone could have moved it.
   */
  public Spread p99Ratio(String kind, String reference) {
    List<long[]> numerators = of(kind);
    List<long[]> denominators = of(reference);
    var random = new Random(1);
    double[] ratios = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      ratios[i] =
          percentile(all(draw(numerators, random)), PERCENTILE)
              / percentile(all(draw(denominators, random)), PERCENTILE);
    }
    Arrays.sort(ratios);
    return new Spread(
        p99Micros(kind) / p99Micros(reference),
        ratios[(int) (DRAWS * TAIL)],
        ratios[(int) (DRAWS * (1 - TAIL))]);
  }

  private List<long[]> of(String kind) {
    List<long[]> found = windows.get(kind);
    if (found == null || found.stream().allMatch(window -> window.length == 0)) {
      throw new IllegalStateException("no call was answered: " + kind);
    }
    return found;
  }

  private static List<long[]> draw(List<long[]> windows, Random random) {
    return random.ints(windows.size(), 0, windows.size()).mapToObj(windows::get).toList();
  }

  private static long[] all(List<long[]> windows) {
    return windows.stream().flatMapToLong(Arrays::stream).sorted().toArray();
  }

  private static double percentile(long[] sorted, double part) {
    return sorted.length == 0 ? Double.NaN : sorted[(int) (sorted.length * part)] / 1e3;
  }

  /** Prints each kind as a row: calls, median, 99th percentile, longest, in µs. */
  public void print() {
    windows.forEach(
        (kind, seen) -> {
          long[] sorted = all(of(kind));
          System.out.printf(
              Locale.ROOT,
              "| %s | %,d calls | p50 %,.0f | p99 %,.0f | longest %,.0f |%n",
              kind,
              sorted.length,
              percentile(sorted, 0.5),
              percentile(sorted, PERCENTILE),
              sorted[sorted.length - 1] / 1e3);
        });
  }

  /** Prints how two kinds compare. */
  public void printRatio(String kind, String reference) {
    System.out.printf(
        "| %s / %s | p99 x %s |%n", kind, reference, p99Ratio(kind, reference).toString(2));
  }
}
