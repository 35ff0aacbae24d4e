package dev.strobe.transforms.count;

/** The mean of every {@code width} neighbours; beyond both ends the outermost value goes on. */
final class BoxFilter {
  private BoxFilter() {}

  static double[] apply(double[] values, int width) {
    double[] filtered = new double[values.length];
    double sum = 0;
    for (int d = -width / 2; d < width - width / 2; d++) {
      sum += at(values, d);
    }
    for (int i = 0; i < values.length; i++) {
      filtered[i] = Math.max(0, sum / width);
      sum += at(values, i + width - width / 2) - at(values, i - width / 2);
    }
    return filtered;
  }

  private static double at(double[] values, int i) {
    return values[Math.min(values.length - 1, Math.max(0, i))];
  }
}
