package dev.strobe.transforms.count;

/**
 * The chance that a count is within one of the truth, by two logistic functions of {@link
 * CountEvidence}: one for videos that are counted, one for those that count nothing. Their weights
 * are fitted on drawn clips by the benchmark {@code calibrate}, for the bundled model.
 */
final class Confidence {
  private static final double[] COUNTED = {3.259, 0.641, 0.631, 0.615, 1.463, -7.377, 0.208};
  private static final double[] NOTHING = {-0.718, -0.393, -0.170, 1.053, 0.250, -0.684, -0.321};

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
