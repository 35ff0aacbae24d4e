package dev.strobe.transforms.count;

import dev.strobe.transforms.infer.StrideScores;
import java.util.Arrays;
import java.util.List;

/**
 * What one stride's scores say about every time step. Windows may overlap; where they do, a window
 * weighs less towards its ends, where it has seen less of what surrounds a frame. A step that no
 * window covers has no evidence.
 */
final class StrideEvidence {
  /** Rows over which a window's weight rises from its ends, a quarter of RepNet's window. */
  private static final double RAMP_ROWS = 16;

  private static final double LEAST_WEIGHT = 0.1;

  private final int stride;
  private final int classes;
  private final float[][] periods;
  private final float[][] beliefs;
  private final double[] periodic;
  private final double[] peak;
  private final double[] weights;

  private StrideEvidence(int stride, int steps, int classes) {
    this.stride = stride;
    this.classes = classes;
    this.periods = new float[steps][PeriodGrid.SIZE];
    this.beliefs = new float[steps][classes];
    this.periodic = new double[steps];
    this.peak = new double[steps];
    this.weights = new double[steps];
  }

  static StrideEvidence of(StrideScores scores, List<RowRun> windows, TimeSteps time) {
    int classes = scores.rows().classes();
    StrideEvidence evidence = new StrideEvidence(scores.stride(), time.count(), classes);
    List<Bump> bumps = Bump.all(PeriodGrid.bumps(scores.stride(), classes));
    RowBelief belief = new RowBelief(classes);
    for (RowRun window : windows) {
      evidence.add(scores, window, time, belief, bumps);
    }
    evidence.divideByWeights();
    return evidence;
  }

  int stride() {
    return stride;
  }

  /** Evidence in [0, 1] that a step has the period of a bin, provided that it has one. */
  float period(int step, int bin) {
    return periods[step][bin];
  }

  /** Probability that a step has a period of so many rows, provided that it has one. */
  float belief(int step, int rows) {
    return beliefs[step][rows - 1];
  }

  /** The longest period in rows that there is a class for. */
  int classes() {
    return classes;
  }

  /** How surely a step is periodic, in [0, 1]. */
  double periodic(int step) {
    return periodic[step];
  }

  /** How much a step's answer is worth, in [0, 1]: sure of being periodic and of the period. */
  double sureness(int step) {
    return Math.sqrt(periodic[step] * peak[step]);
  }

  private void add(
      StrideScores scores, RowRun window, TimeSteps time, RowBelief belief, List<Bump> bumps) {
    int start = window.start();
    int end = Math.min(start + window.rows() * stride, time.frames());
    int last = window.rows() - 1;
    for (int step = start / TimeSteps.LENGTH; step < time.count(); step++) {
      int middle = time.middle(step);
      if (middle >= end) {
        break;
      }
      if (middle >= start) {
        int frame = step * TimeSteps.LENGTH - start;
        int from = Math.max(0, frame) / stride;
        int to = Math.min(last, (frame + time.framesOf(step) - 1) / stride);
        belief.read(scores.rows(), window.firstRow() + from, window.firstRow() + to);
        add(step, weight(middle - start + 1, end - middle), belief, bumps);
      }
    }
  }

  private double weight(int framesBefore, int framesAfter) {
    double rise = Math.min(framesBefore, framesAfter) / (RAMP_ROWS * stride);
    return Math.min(1, Math.max(LEAST_WEIGHT, rise));
  }

  private void add(int step, double weight, RowBelief belief, List<Bump> bumps) {
    weights[step] += weight;
    periodic[step] += weight * belief.periodic();
    peak[step] += weight * belief.peak();
    for (int c = 0; c < bumps.size(); c++) {
      beliefs[step][c] += (float) (weight * belief.probabilities()[c]);
      bumps.get(c).addTo(periods[step], weight * belief.classes()[c]);
    }
  }

  private void divideByWeights() {
    for (int step = 0; step < weights.length; step++) {
      if (weights[step] > 0) {
        periodic[step] /= weights[step];
        peak[step] /= weights[step];
        for (int bin = 0; bin < PeriodGrid.SIZE; bin++) {
          periods[step][bin] /= (float) weights[step];
        }
        for (int c = 0; c < classes; c++) {
          beliefs[step][c] /= (float) weights[step];
        }
      }
    }
  }

  /** The bins that a class speaks for, without the zeros around them. */
  private static final class Bump {
    private final int first;
    private final double[] heights;

    private Bump(int first, double[] heights) {
      this.first = first;
      this.heights = heights;
    }

    static List<Bump> all(double[][] bumps) {
      return Arrays.stream(bumps).map(Bump::of).toList();
    }

    private static Bump of(double[] bump) {
      int first = 0;
      while (first < bump.length && bump[first] == 0) {
        first++;
      }
      int end = bump.length;
      while (end > first && bump[end - 1] == 0) {
        end--;
      }
      return new Bump(first, Arrays.copyOfRange(bump, first, end));
    }

    void addTo(float[] bins, double share) {
      for (int i = 0; i < heights.length; i++) {
        bins[first + i] += (float) (share * heights[i]);
      }
    }
  }
}
