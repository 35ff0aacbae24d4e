package dev.strobe.benchmarks.figures;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Prints slices as rows: calls/s, median and 99th percentile in µs, processor µs a call. */
public final class SliceTable {

  private SliceTable() {}

  /** The medians of some slices, with the least and the greatest. */
  public static void print(String load, String server, List<Slice> slices) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %s | %s | %s | %s |%n",
        load,
        server,
        Spread.of(slices, Slice::callsPerSecond).toString(0),
        Spread.of(slices, Slice::medianMicros).toString(0),
        Spread.of(slices, Slice::p99Micros).toString(0),
        Spread.of(slices, Slice::processorMicros).toString(1));
  }

  /** The ratios of slices that followed one another. */
  public static void printRatio(
      String load, String what, List<Slice> numerators, List<Slice> denominators) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | x %s | x %s | x %s | x %s |%n",
        load,
        what,
        ratio(numerators, denominators, Slice::callsPerSecond),
        ratio(numerators, denominators, Slice::medianMicros),
        ratio(numerators, denominators, Slice::p99Micros),
        ratio(numerators, denominators, Slice::processorMicros));
  }

  private static String ratio(
      List<Slice> numerators, List<Slice> denominators, ToDoubleFunction<Slice> figure) {
    return Spread.ofPairs(
            numerators, denominators, (a, b) -> figure.applyAsDouble(a) / figure.applyAsDouble(b))
        .toString(2);
  }
}
