package dev.strobe.transforms.count;

import dev.strobe.transforms.infer.ScoreRows;

/** What single rows of a model's answer mean. */
final class RowScores {
  /** Periods of one and two rows are what a still picture looks like; they are not believed. */
  static final int SHORTEST_PERIOD = 3;

  private RowScores() {}

  /** The likeliest period in rows, from 1; of equals the shortest. */
  static int period(ScoreRows rows, int row) {
    int best = 0;
    for (int c = 1; c < rows.classes(); c++) {
      if (rows.period(row, c) > rows.period(row, best)) {
        best = c;
      }
    }
    return best + 1;
  }

  /** How surely the row is part of a repetition whose period is known, in [0, 1]. */
  static double withinPeriod(ScoreRows rows, int row) {
    int period = period(rows, row);
    if (period < SHORTEST_PERIOD) {
      return 0;
    }
    double confidence = 1 / sumOfExponentials(rows, row, rows.period(row, period - 1));
    double periodic = 1 / (1 + Math.exp(-rows.periodicity(row)));
    return Math.sqrt(periodic * confidence);
  }

  /** Adds {@code softmax(row)} to {@code sums}, one place for each class. */
  static void addSoftmax(ScoreRows rows, int row, double[] sums) {
    double greatest = rows.period(row, period(rows, row) - 1);
    double total = sumOfExponentials(rows, row, greatest);
    for (int c = 0; c < sums.length; c++) {
      sums[c] += Math.exp(rows.period(row, c) - greatest) / total;
    }
  }

  private static double sumOfExponentials(ScoreRows rows, int row, double greatest) {
    double sum = 0;
    for (int c = 0; c < rows.classes(); c++) {
      sum += Math.exp(rows.period(row, c) - greatest);
    }
    return sum;
  }
}
