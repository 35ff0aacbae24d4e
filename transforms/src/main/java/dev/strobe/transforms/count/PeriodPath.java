package dev.strobe.transforms.count;

import java.util.Arrays;

/** The likeliest course of a period through time, as one bin of the grid for every step. */
final class PeriodPath {
  /** Price of moving one bin within one step: 20 for an octave, in units of log evidence. */
  private static final double MOVE = 20.0 / PeriodGrid.BINS_AN_OCTAVE;

  private PeriodPath() {}

  /** The path of the greatest sum of evidence less the price of its moves (Viterbi). */
  static int[] changing(double[][] logs) {
    int bins = logs[0].length;
    short[][] from = new short[logs.length][bins];
    double[] value = logs[0].clone();
    for (int step = 1; step < logs.length; step++) {
      move(value, from[step]);
      for (int bin = 0; bin < bins; bin++) {
        value[bin] += logs[step][bin];
      }
    }
    int[] path = new int[logs.length];
    path[path.length - 1] = greatest(value);
    for (int step = path.length - 1; step > 0; step--) {
      path[step - 1] = from[step][path[step]];
    }
    return path;
  }

  /** The one period of the greatest evidence, at every step. */
  static int[] constant(double[][] logs) {
    double[] sums = new double[logs[0].length];
    for (double[] row : logs) {
      for (int bin = 0; bin < sums.length; bin++) {
        sums[bin] += row[bin];
      }
    }
    int[] path = new int[logs.length];
    Arrays.fill(path, greatest(sums));
    return path;
  }

  /** As the price grows evenly with the distance, a sweep up and one down find every best move. */
  private static void move(double[] value, short[] from) {
    for (int bin = 0; bin < value.length; bin++) {
      from[bin] = (short) bin;
    }
    for (int bin = 1; bin < value.length; bin++) {
      take(value, from, bin, bin - 1);
    }
    for (int bin = value.length - 2; bin >= 0; bin--) {
      take(value, from, bin, bin + 1);
    }
  }

  private static void take(double[] value, short[] from, int bin, int neighbour) {
    if (value[neighbour] - MOVE > value[bin]) {
      value[bin] = value[neighbour] - MOVE;
      from[bin] = from[neighbour];
    }
  }

  private static int greatest(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }
}
