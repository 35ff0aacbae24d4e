package dev.strobe.models.repnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

final class LagProfilesTest {

  private static final int FRAMES = 64;
  private static final int LAGS = 63;

  @Test
  void profilesAreMeansOverTheFramesAroundABlock() {
    float[] distances = distances();
    float[] profiles = profiles(distances);

    assertThat(profiles).hasSize(2 * 16 * 126);
    for (int window = 0; window < 2; window++) {
      for (int block = 0; block < 16; block++) {
        for (int lag = 1; lag <= LAGS; lag++) {
          int at = (window * 16 + block) * 126 + lag - 1;
          int centre = 4 * block + 2;
          assertThat((double) profiles[at])
              .isCloseTo(expected(distances, window, lag, centre - 10, centre + 10), within(1e-4));
          assertThat((double) profiles[at + LAGS])
              .isCloseTo(expected(distances, window, lag, 0, FRAMES - 1), within(1e-4));
        }
      }
    }
  }

  private static double expected(float[] distances, int window, int lag, int from, int to) {
    double sum = 0;
    int pairs = 0;
    for (int t = Math.max(0, from); t <= Math.min(FRAMES - 1, to); t++) {
      if (t + lag < FRAMES) {
        sum += distance(distances, window, t, t + lag);
        pairs++;
      }
      if (t >= lag) {
        sum += distance(distances, window, t, t - lag);
        pairs++;
      }
    }
    return pairs == 0 ? 0 : sum / pairs - mean(distances, window);
  }

  private static double mean(float[] distances, int window) {
    double sum = 0;
    for (int i = 0; i < FRAMES; i++) {
      for (int j = 0; j < FRAMES; j++) {
        sum += distance(distances, window, i, j);
      }
    }
    return sum / (FRAMES * FRAMES);
  }

  private static double distance(float[] distances, int window, int i, int j) {
    return distances[(window * FRAMES + i) * FRAMES + j];
  }

  private static float[] profiles(float[] distances) {
    return GraphRun.run(
        Shape.of(2, FRAMES, FRAMES),
        distances,
        (tf, input) -> new LagProfiles(tf, RepNetSpec.defaults()).of(input));
  }

  private static float[] distances() {
    Random random = new Random(1);
    float[] distances = new float[2 * FRAMES * FRAMES];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = random.nextFloat();
    }
    return distances;
  }
}
