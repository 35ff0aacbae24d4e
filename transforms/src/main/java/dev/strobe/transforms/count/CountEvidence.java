package dev.strobe.transforms.count;

/**
 * What speaks for and against a count, as numbers. All but the first are means over the time steps
 * that repeat, or over all of them where none does.
 *
 * @param score what a video is judged by, in [0, 1]
 * @param margin log evidence of the period over that of the best one further than a third of an
 *     octave away
 * @param agreement how far the strides, each for itself, say the same period, in [0, 1]
 * @param repeating share of the video that repeats, in [0, 1]
 * @param entropy of the evidence over all periods, 0 for a single one and 1 for all alike
 * @param cycles repetitions found, before a video that is judged too weak is set to 0
 */
public record CountEvidence(
    double score,
    double margin,
    double agreement,
    double repeating,
    double entropy,
    double cycles) {

  /** Of a picture in which nothing moves. */
  static CountEvidence none() {
    return new CountEvidence(0, 0, 0, 0, 1, 0);
  }

  /** The numbers that a confidence is a function of, the first of which is 1. */
  public double[] features() {
    double odds = Math.log((score + 0.01) / (1.01 - score));
    return new double[] {1, odds, margin, agreement, repeating, entropy, Math.log1p(cycles)};
  }
}
