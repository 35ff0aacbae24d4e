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

  /** No period leaves its path further than this. */
  private static final double FURTHEST = Math.log(2) / 6;

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
      double off = Math.max(-FURTHEST, Math.min(FURTHEST, offGrid(step, reach)));
      periods[step] = PeriodGrid.period(path[step]) * Math.exp(off);
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
        weighted[step] += share * off;
      }
    }
  }

  /** Log of the mean period around a step less that of its bin. */
  private double offGrid(int step, int reach) {
    double weight = 0;
    double sum = 0;
    int end = Math.min(path.length, step + reach + 1);
    for (int other = Math.max(0, step - reach); other < end; other++) {
      int bins = path[other] - path[step];
      if (Math.abs(bins) <= SAME_PATH_BINS) {
        double apart = bins * Math.log(2) / PeriodGrid.BINS_AN_OCTAVE;
        weight += weights[other];
        sum += weighted[other] + weights[other] * apart;
      }
    }
    return sum / (weight + TINY);
  }
}
