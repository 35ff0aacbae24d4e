package dev.strobe.models.repnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

final class SelfSimilarityTest {

  private static final int FRAMES = 64;
  private static final int FEATURES = 144;

  @Test
  void repeatedFramesAreAlikeAndOthersAreNot() {
    float[] distances = distances(frame -> frame % 8);

    assertThat(distances[0]).isCloseTo(0, within(1e-3f));
    assertThat(distances[8]).isCloseTo(0, within(1e-3f));
    assertThat(distances[4]).isGreaterThan(0.5f);
  }

  @Test
  void meanDistanceOfAMovingWindowIsAboutOne() {
    double mean = 0;
    for (float distance : distances(frame -> frame)) {
      mean += distance / (FRAMES * FRAMES);
    }
    assertThat(mean).isCloseTo(1, within(0.1));
  }

  @Test
  void stillWindowHasNoDistances() {
    for (float distance : distances(frame -> 0)) {
      assertThat(distance).isLessThan(0.01f);
    }
  }

  private interface Scene {
    int at(int frame);
  }

  private static float[] distances(Scene scene) {
    float[] features = new float[FRAMES * FEATURES];
    for (int frame = 0; frame < FRAMES; frame++) {
      Random random = new Random(scene.at(frame));
      for (int i = 0; i < FEATURES; i++) {
        features[frame * FEATURES + i] = random.nextFloat();
      }
    }
    return GraphRun.run(
        Shape.of(1, FRAMES, FEATURES),
        features,
        (tf, input) -> new SelfSimilarity(tf).distances(input));
  }
}
