package dev.strobe.transforms.count;

import java.util.Arrays;

/**
 * Which steps repeat: runs of some certainty that somewhere reach a higher one, mended where they
 * break for less than a cycle and a half, and dropped where they are shorter than one and a half.
 */
final class OnOff {
  /** Part of the surest step, and of the best, below which a step is off. */
  private static final double LOW = 0.2;

  /** Quantile of the other steps that is called a video's best. */
  private static final double BEST = 0.8;

  /** Parts of the best between which the certainty lies that a run reaches. */
  private static final double LEAST_HIGH = 0.5;

  private static final double MOST_HIGH = 0.6;

  /** Cycles. */
  private static final double LONGEST_GAP = 1.5;

  private static final double LONGEST_EDGE = 0.5;
  private static final double SHORTEST_RUN = 1.5;

  private OnOff() {}

  /**
   * Decides.
   *
   * @param certainty of every step, in [0, 1]
   * @param cycles share of a cycle that every step holds
   * @param threshold certainty that a run reaches somewhere, less if the whole video is weaker and
   *     more if it is much surer elsewhere
   */
  static boolean[] decide(double[] certainty, double[] cycles, double threshold) {
    double best = best(certainty);
    double high = Math.min(MOST_HIGH * best, Math.max(LEAST_HIGH * best, threshold));
    boolean[] on = reaching(certainty, LOW * best, high);
    fillGaps(on, cycles);
    dropShortRuns(on, cycles);
    return on;
  }

  /** However short the part of a long video is that repeats, it is judged by that part. */
  private static double best(double[] certainty) {
    double faint = LOW * Arrays.stream(certainty).max().orElseThrow();
    return Quantile.of(Arrays.stream(certainty).filter(each -> each >= faint).toArray(), BEST);
  }

  private static boolean[] reaching(double[] certainty, double low, double high) {
    boolean[] candidate = new boolean[certainty.length];
    for (int i = 0; i < candidate.length; i++) {
      candidate[i] = certainty[i] >= low;
    }
    boolean[] on = new boolean[certainty.length];
    for (int start = 0; start < on.length; start = endOfRun(candidate, start)) {
      int end = endOfRun(candidate, start);
      boolean reached = Arrays.stream(certainty, start, end).max().orElse(0) >= high;
      Arrays.fill(on, start, end, candidate[start] && reached);
    }
    return on;
  }

  private static void fillGaps(boolean[] on, double[] cycles) {
    int end;
    for (int start = 0; start < on.length; start = end) {
      end = endOfRun(on, start);
      boolean atAnEnd = start == 0 || end == on.length;
      double longest = atAnEnd ? LONGEST_EDGE : LONGEST_GAP;
      if (!on[start] && sum(cycles, start, end) < longest) {
        Arrays.fill(on, start, end, true);
        end = endOfRun(on, start);
      }
    }
  }

  private static void dropShortRuns(boolean[] on, double[] cycles) {
    int end;
    for (int start = 0; start < on.length; start = end) {
      end = endOfRun(on, start);
      if (on[start] && sum(cycles, start, end) < SHORTEST_RUN) {
        Arrays.fill(on, start, end, false);
      }
    }
  }

  private static int endOfRun(boolean[] values, int start) {
    int end = start + 1;
    while (end < values.length && values[end] == values[start]) {
      end++;
    }
    return end;
  }

  private static double sum(double[] values, int start, int end) {
    return Arrays.stream(values, start, end).sum();
  }
}
