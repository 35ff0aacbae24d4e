package dev.strobe.transforms.count;

/**
 * The chance that a count is within one of the truth, by two logistic functions of {@link
 * CountEvidence}: one for videos that are counted, one for those that count nothing. Their weights
 * are fitted on drawn clips by the benchmark {@code calibrate}, for the bundled model.
 */
final class Confidence {
  private static final double[] COUNTED = {11.394, 0.366, 1.002, 2.849, 2.351, -21.702, 0.408};
  private static final double[] NOTHING = {-4.372, -0.987, -0.194, 2.438, 0.538, 0.881, -0.414};

  private Confidence() {}

  /** In [0, 1]. */
  static double of(CountEvidence evidence, double repetitions) {
    double[] weights = repetitions > 0 ? COUNTED : NOTHING;
    double[] features = evidence.features();
    double sum = 0;
    for (int i = 0; i < features.length; i++) {
      sum += weights[i] * features[i];
    }
    return 1 / (1 + Math.exp(-sum));
  }
}
