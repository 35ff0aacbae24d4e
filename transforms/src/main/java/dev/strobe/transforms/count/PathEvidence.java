package dev.strobe.transforms.count;

import java.util.List;
import java.util.stream.IntStream;

/** Looks back at a path through the evidence, and at what else was there. */
final class PathEvidence {
  /** Bins to either side that mean the same period, a third of an octave. */
  private static final int NEAR_BINS = PeriodGrid.BINS_AN_OCTAVE / 3;

  /** The same, where a stride's own opinion is asked for. */
  private static final int REACH_BINS = 4;

  private static final double TINY = 1e-9;

  private final List<StrideEvidence> strides;
  private final double[][] logs;
  private final int[] path;

  /**
   * @param logs pooled log evidence, {@code [steps][PeriodGrid.SIZE]}
   * @param path a bin for every step
   */
  PathEvidence(List<StrideEvidence> strides, double[][] logs, int[] path) {
    this.strides = strides;
    this.logs = logs;
    this.path = path;
  }

  /**
   * Sums it up.
   *
   * @param on the steps that repeat
   * @param cycles share of a cycle that every step holds
   */
  CountEvidence over(boolean[] on, double score, double[] cycles) {
    int[] repeating = IntStream.range(0, on.length).filter(i -> on[i]).toArray();
    int[] steps = repeating.length > 0 ? repeating : IntStream.range(0, on.length).toArray();
    return new CountEvidence(
        score,
        IntStream.of(steps).mapToDouble(this::margin).average().orElse(0),
        agreement(steps),
        (double) repeating.length / on.length,
        IntStream.of(steps).mapToDouble(this::entropy).average().orElse(0),
        IntStream.of(repeating).mapToDouble(i -> cycles[i]).sum());
  }

  private double margin(int step) {
    double best = Double.NEGATIVE_INFINITY;
    for (int bin = 0; bin < PeriodGrid.SIZE; bin++) {
      if (Math.abs(bin - path[step]) > NEAR_BINS) {
        best = Math.max(best, logs[step][bin]);
      }
    }
    return logs[step][path[step]] - best;
  }

  private double entropy(int step) {
    double total = 0;
    double sum = 0;
    for (double log : logs[step]) {
      double value = Math.exp(log);
      total += value;
      sum += value * log;
    }
    return (Math.log(total) - sum / total) / Math.log(PeriodGrid.SIZE);
  }

  private double agreement(int[] steps) {
    double agreed = 0;
    double total = 0;
    for (StrideEvidence stride : strides) {
      for (int step : steps) {
        double weight = stride.sureness(step);
        total += weight;
        agreed += weight * agreement(stride, step);
      }
    }
    return agreed / (total + TINY);
  }

  /** A stride's evidence for the path's period over its evidence for the period it likes best. */
  private double agreement(StrideEvidence stride, int step) {
    double best = TINY;
    double near = 0;
    for (int bin = 0; bin < PeriodGrid.SIZE; bin++) {
      double evidence = stride.period(step, bin);
      best = Math.max(best, evidence);
      near = Math.abs(bin - path[step]) <= REACH_BINS ? Math.max(near, evidence) : near;
    }
    return near / best;
  }
}
