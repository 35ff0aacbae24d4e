package dev.strobe.transforms.count;

import dev.strobe.transforms.infer.ScoreRows;
import java.util.Arrays;

/** The mean of what some rows say. Not safe for use by many threads. */
final class RowBelief {
  /** Flattens the distributions a little; models trained on drawn videos are too sure. */
  private static final double TEMPERATURE = 0.8;

  /** Weight of the classes of three and four rows, which noise resembles. */
  private static final double SHORT_PERIOD_WEIGHT = 0.3;

  private static final int LONGEST_SHORT_PERIOD = 4;

  private final double[] classes;
  private final double[] probabilities;
  private final double[] row;
  private double periodic;
  private double peak;

  RowBelief(int classes) {
    this.classes = new double[classes];
    this.probabilities = new double[classes];
    this.row = new double[classes];
  }

  /** Takes the mean over the rows {@code first} to {@code last}. */
  void read(ScoreRows rows, int first, int last) {
    Arrays.fill(classes, 0);
    Arrays.fill(probabilities, 0);
    periodic = 0;
    peak = 0;
    double share = 1.0 / (last - first + 1);
    for (int at = first; at <= last; at++) {
      add(rows, at, share);
    }
  }

  /** Probability of each class, those that are not believed weighed down. */
  double[] classes() {
    return classes;
  }

  /** Probability of each class, as it is. */
  double[] probabilities() {
    return probabilities;
  }

  /** Probability of being periodic. */
  double periodic() {
    return periodic;
  }

  /** Probability of the likeliest class and its neighbours: how sharp the answer is. */
  double peak() {
    return peak;
  }

  private void add(ScoreRows rows, int at, double share) {
    int best = RowScores.period(rows, at) - 1;
    double total = 0;
    for (int c = 0; c < row.length; c++) {
      row[c] = Math.exp(TEMPERATURE * (rows.period(at, c) - rows.period(at, best)));
      total += row[c];
    }
    double near = 0;
    for (int c = 0; c < row.length; c++) {
      near += Math.abs(c - best) <= 1 ? row[c] : 0;
      probabilities[c] += share * row[c] / total;
      classes[c] += share * weight(c + 1) * row[c] / total;
    }
    peak += best + 1 < RowScores.SHORTEST_PERIOD ? 0 : share * near / total;
    periodic += share / (1 + Math.exp(-rows.periodicity(at)));
  }

  private static double weight(int period) {
    if (period < RowScores.SHORTEST_PERIOD) {
      return 0;
    }
    return period <= LONGEST_SHORT_PERIOD ? SHORT_PERIOD_WEIGHT : 1;
  }
}
