package dev.strobe.models.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DrawsTest {

  @Test
  void neighbouringStreamsShareNothing() {
    Set<Double> seen = new HashSet<>();
    for (long seed = 0; seed < 10; seed++) {
      for (long index = 0; index < 100; index++) {
        Draws draws = Draws.of(seed, index);
        for (int i = 0; i < 20; i++) {
          assertThat(seen.add(draws.uniform(0, 1))).isTrue();
        }
      }
    }
  }

  @Test
  void smoothNoiseHasDeviationOneAndChangesSlowly() {
    Track noise = SmoothNoise.draw(Draws.of(1, 1), 64, 10, 3);
    double squares = 0;
    double steps = 0;
    double mean = 0;
    for (int t = 0; t < 64; t++) {
      for (int i = 0; i < 3; i++) {
        double value = noise.at(t)[i];
        mean += value / 192;
        squares += value * value / 192;
        steps += t == 0 ? 0 : Math.pow(value - noise.at(t - 1)[i], 2) / 189;
      }
    }
    assertThat(squares - mean * mean).isCloseTo(1, within(1e-6));
    assertThat(steps).isLessThan(0.05);
  }
}
