package dev.strobe.transforms.count;

import java.util.List;

/**
 * All strides' evidence together. A stride weighs as much as it is sure of a step, and all the more
 * the surer it is of the whole video: the stride that suits the motion overrules the others.
 */
final class PooledEvidence {
  /** Power of a stride's mean sureness in its weight. */
  private static final double WHOLE_VIDEO_POWER = 2;

  /** Floor under the evidence, as a part of the best bin's mean: what a lapse may cost. */
  private static final double FLOOR = 0.02;

  private static final double TINY = 1e-9;

  private final List<StrideEvidence> strides;
  private final int steps;
  private final double[] means;

  PooledEvidence(List<StrideEvidence> strides, int steps) {
    this.strides = List.copyOf(strides);
    this.steps = steps;
    this.means = strides.stream().mapToDouble(this::mean).toArray();
  }

  /** Log evidence, {@code [steps][PeriodGrid.SIZE]}. */
  double[][] logs() {
    double[][] pooled = new double[steps][PeriodGrid.SIZE];
    double[] sums = new double[PeriodGrid.SIZE];
    for (int step = 0; step < steps; step++) {
      for (int stride = 0; stride < means.length; stride++) {
        double weight = weight(stride, step);
        for (int bin = 0; bin < sums.length; bin++) {
          pooled[step][bin] += weight * strides.get(stride).period(step, bin);
        }
      }
      for (int bin = 0; bin < sums.length; bin++) {
        sums[bin] += pooled[step][bin];
      }
    }
    return logs(pooled, greatest(sums) / steps + TINY);
  }

  /** The stride that says most for these periods over the steps that repeat. */
  int leadingStride(int[] path, boolean[] on) {
    int best = 0;
    double greatest = -1;
    for (int stride = 0; stride < means.length; stride++) {
      double sum = 0;
      for (int step = 0; step < steps; step++) {
        sum += on[step] ? weight(stride, step) * strides.get(stride).period(step, path[step]) : 0;
      }
      if (sum > greatest) {
        best = stride;
        greatest = sum;
      }
    }
    return strides.get(best).stride();
  }

  /** How much a stride, by its place among the strides, counts for a step. */
  double weight(int stride, int step) {
    return strides.get(stride).sureness(step) * Math.pow(means[stride], WHOLE_VIDEO_POWER);
  }

  private double mean(StrideEvidence evidence) {
    double sum = 0;
    for (int step = 0; step < steps; step++) {
      sum += evidence.sureness(step);
    }
    return sum / steps;
  }

  private static double[][] logs(double[][] values, double unit) {
    for (double[] row : values) {
      for (int bin = 0; bin < row.length; bin++) {
        row[bin] = Math.log(row[bin] / unit + FLOOR);
      }
    }
    return values;
  }

  private static double greatest(double[] values) {
    double greatest = 0;
    for (double value : values) {
      greatest = Math.max(greatest, value);
    }
    return greatest;
  }
}
