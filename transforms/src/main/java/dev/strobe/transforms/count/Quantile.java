package dev.strobe.transforms.count;

import java.util.Arrays;

/** Quantiles, between two values in proportion to the distance. */
final class Quantile {
  private Quantile() {}

  /** The value below which the {@code share} of the values lies; at least one value is needed. */
  static double of(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
