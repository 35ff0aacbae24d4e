package dev.strobe.transforms.count;

/**
 * The chance that a count is within one of the truth, by two logistic functions of {@link
 * CountEvidence}: one for videos that are counted, one for those that count nothing. Their weights
 * are fitted on drawn clips by the benchmark {@code calibrate}, for the bundled model.
 */
final class Confidence {
  private static final double[] COUNTED = {0.387, 0.433, 0.925, 3.542, 1.894, -8.285, 0.491};
  private static final double[] NOTHING = {-3.605, -0.830, 0.301, 0.442, 0.712, 0.721, 0.233};

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
