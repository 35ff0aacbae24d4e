package dev.strobe.benchmarks.figures;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What some measurements of the same thing come to. */
public record Spread(double median, double min, double max) {

  /** The spread of one figure of every measurement, of which there is at least one. */
  public static <T> Spread of(List<T> measurements, ToDoubleFunction<? super T> figure) {
    return of(measurements.stream().mapToDouble(figure));
  }

  /** The spread of a figure of pairs that were measured one after the other. */
  public static <T> Spread ofPairs(
      List<T> first, List<T> second, ToDoubleBiFunction<? super T, ? super T> figure) {
    return of(
        IntStream.range(0, first.size())
            .mapToDouble(i -> figure.applyAsDouble(first.get(i), second.get(i))));
  }

  private static Spread of(DoubleStream figures) {
    double[] sorted = figures.sorted().toArray();
    int n = sorted.length;
    return new Spread((sorted[(n - 1) / 2] + sorted[n / 2]) / 2, sorted[0], sorted[n - 1]);
  }

  /** The median, and in brackets the least and the greatest. */
  public String toString(int decimals) {
    String number = "%,." + decimals + "f";
    return String.format(
        Locale.ROOT, number + " [" + number + "-" + number + "]", median, min, max);
  }
}
