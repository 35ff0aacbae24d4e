package dev.strobe.transforms.count;

/**
 * The chance that a count is within one of the truth, by two logistic functions of {@link
 * CountEvidence}: one for videos that are counted, one for those that count nothing. Their weights
 * are fitted on drawn clips by the benchmark {@code calibrate}, for the bundled model.
 */
final class Confidence {
  private static final double[] COUNTED = {13.602, 0.757, -0.199, 0.573, 1.019, -17.089, -0.133};
  private static final double[] NOTHING = {5.583, -0.472, -0.242, -0.282, 0.011, -6.854, 0.313};

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
