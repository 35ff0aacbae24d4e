package dev.strobe.transforms.count;

import java.util.Arrays;

/** The median of every five neighbours; beyond both ends there are zeros. */
final class MedianFilter {
  private static final int REACH = 2;

  private MedianFilter() {}

  static double[] apply(double[] values) {
    double[] filtered = new double[values.length];
    double[] neighbours = new double[2 * REACH + 1];
    for (int i = 0; i < values.length; i++) {
      for (int d = -REACH; d <= REACH; d++) {
        int at = i + d;
        neighbours[d + REACH] = at < 0 || at >= values.length ? 0 : values[at];
      }
      Arrays.sort(neighbours);
      filtered[i] = neighbours[REACH];
    }
    return filtered;
  }
}
