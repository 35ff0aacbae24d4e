package dev.strobe.transforms.count;

import java.util.Comparator;
import java.util.List;

/**
 * How surely every step repeats with its path's period, in [0, 1]: the probability of being
 * periodic times the evidence for the period, the best within a third of an octave.
 */
final class Certainty {
  private static final int REACH_BINS = 4;

  /**
   * Cycles of more than this part of a window's length are for longer strides. Nearly two in a
   * window are seen well enough, and a shorter window reaches less far over a border.
   */
  private static final double LONGEST_IN_WINDOW = 0.53;

  /** Smoothed over three quarters of a period, and never over fewer steps than 3. */
  private static final double SMOOTHED_PERIODS = 0.75;

  private static final int LEAST_SMOOTHED_STEPS = 3;

  private final List<StrideEvidence> strides;
  private final int[] path;
  private final double longestRows;

  /**
   * @param strides in any order
   * @param path a bin for every step
   * @param windowRows rows of a window
   */
  Certainty(List<StrideEvidence> strides, int[] path, int windowRows) {
    this.strides =
        strides.stream().sorted(Comparator.comparingInt(StrideEvidence::stride)).toList();
    this.path = path;
    this.longestRows = LONGEST_IN_WINDOW * windowRows;
  }

  /**
   * By the shortest stride that sees enough cycles of the period: a long stride's windows reach far
   * over the border of what repeats.
   */
  double[] byShortestStride() {
    double[] values = new double[path.length];
    for (int step = 0; step < values.length; step++) {
      for (int bin = lowest(step); bin <= highest(step); bin++) {
        values[step] = Math.max(values[step], value(shortestFor(bin), step, bin));
      }
    }
    return smooth(values);
  }

  /** By the stride that is surest. */
  double[] bySurestStride() {
    double[] values = new double[path.length];
    for (int step = 0; step < values.length; step++) {
      for (StrideEvidence stride : strides) {
        for (int bin = lowest(step); bin <= highest(step); bin++) {
          values[step] = Math.max(values[step], value(stride, step, bin));
        }
      }
    }
    return smooth(values);
  }

  private StrideEvidence shortestFor(int bin) {
    for (StrideEvidence stride : strides) {
      if (PeriodGrid.period(bin) <= longestRows * stride.stride()) {
        return stride;
      }
    }
    return strides.get(strides.size() - 1);
  }

  private static double value(StrideEvidence stride, int step, int bin) {
    return Math.min(1, stride.periodic(step) * stride.period(step, bin));
  }

  private int lowest(int step) {
    return Math.max(0, path[step] - REACH_BINS);
  }

  private int highest(int step) {
    return Math.min(PeriodGrid.SIZE - 1, path[step] + REACH_BINS);
  }

  private double[] smooth(double[] values) {
    double[] periods = new double[path.length];
    for (int step = 0; step < periods.length; step++) {
      periods[step] = PeriodGrid.period(path[step]);
    }
    double steps = SMOOTHED_PERIODS * Quantile.of(periods, 0.5) / TimeSteps.LENGTH;
    return BoxFilter.apply(values, Math.max(LEAST_SMOOTHED_STEPS, (int) Math.rint(steps)));
  }
}
