package dev.strobe.transforms.count;

/**
 * The chance that a count is within one of the truth, by two logistic functions of {@link
 * CountEvidence}: one for videos that are counted, one for those that count nothing. Their weights
 * are fitted on drawn clips by the benchmark {@code calibrate}, for the bundled model.
 */
final class Confidence {
  private static final double[] COUNTED = {3.931, 0.833, 0.184, 2.753, 1.480, -9.778, 0.211};
  private static final double[] NOTHING = {-1.664, -1.502, 0.596, -0.535, 2.418, -4.392, -0.213};

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
