package dev.strobe.models.repnet;

import java.util.Map;
import java.util.Random;

/** Weights drawn at random, so that every output depends on every input. */
final class TestWeights {

  private TestWeights() {}

  static Weights random() {
    return Weights.of(
        Map.of(
            "head_1_kernel", values(1, 126 * 128, 0.3),
            "head_1_bias", values(2, 128, 0.1),
            "head_2_kernel", values(3, 128 * 128, 0.1),
            "head_2_bias", values(4, 128, 0.1),
            "head_3_kernel", values(5, 128 * 33, 0.2),
            "head_3_bias", values(6, 33, 0.1)));
  }

  private static float[] values(long seed, int count, double deviation) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return values;
  }
}
