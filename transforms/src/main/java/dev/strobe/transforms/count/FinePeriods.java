package dev.strobe.transforms.count;

import java.util.List;

/**
 * Periods between the bins of a path, read off the classes themselves: the mean of those near the
 * path, over some time. The grid pulls periods towards the classes that it weighs more; over sixty
 * cycles a bin's width is a whole cycle and more.
 */
final class FinePeriods {
  /** Classes further from the path than this mean another period; a quarter of an octave. */
  private static final double NEAR = Math.log(2) / 4;

  /** A class is a row wide, so that its edge may be nearer than its middle. */
  private static final double HALF_A_ROW = 0.5;

  /** No period is this many times as long or as short as its path's, a sixth of an octave. */
  private static final double FURTHEST = Math.pow(2, 1.0 / 6);

  private static final int SAME_PATH_BINS = 3;

  private static final double TINY = 1e-9;

  private final List<StrideEvidence> strides;
  private final PooledEvidence pooled;
  private final int[] path;
  private final double[] weights;
  private final double[] weighted;

  /**
   * @param pooled says how much each of the strides weighs
   * @param path a bin for every step
   */
  FinePeriods(List<StrideEvidence> strides, PooledEvidence pooled, int[] path) {
    this.strides = strides;
    this.pooled = pooled;
    this.path = path;
    this.weights = new double[path.length];
    this.weighted = new double[path.length];
    for (int step = 0; step < path.length; step++) {
      for (int stride = 0; stride < strides.size(); stride++) {
        add(stride, step);
      }
    }
  }

  /**
   * Frames per cycle at every step.
   *
   * @param reach steps to either side over which a mean is taken, as far as the path stays near
   */
  double[] over(int reach) {
    double[] periods = new double[path.length];
    for (int step = 0; step < periods.length; step++) {
      double coarse = PeriodGrid.period(path[step]);
      double fine = mean(step, reach);
      periods[step] = Math.max(coarse / FURTHEST, Math.min(coarse * FURTHEST, fine));
    }
    return periods;
  }

  private void add(int index, int step) {
    StrideEvidence stride = strides.get(index);
    double weight = pooled.weight(index, step);
    double period = PeriodGrid.period(path[step]);
    for (int rows = RowScores.SHORTEST_PERIOD; rows <= stride.classes(); rows++) {
      double off = Math.log(rows * stride.stride() / period);
      if (Math.abs(off) <= NEAR + HALF_A_ROW / rows) {
        double share = weight * stride.belief(step, rows);
        weights[step] += share;
        weighted[step] += share * rows * stride.stride();
      }
    }
  }

  /** The mean period around a step. */
  private double mean(int step, int reach) {
    double weight = TINY;
    double sum = TINY * PeriodGrid.period(path[step]);
    int end = Math.min(path.length, step + reach + 1);
    for (int other = Math.max(0, step - reach); other < end; other++) {
      if (Math.abs(path[other] - path[step]) <= SAME_PATH_BINS) {
        weight += weights[other];
        sum += weighted[other];
      }
    }
    return sum / weight;
  }
}
