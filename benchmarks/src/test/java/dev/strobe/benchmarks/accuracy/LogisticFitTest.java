package dev.strobe.benchmarks.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogisticFitTest {
  @Test
  void weightsThatMadeTheAnswersAreFound() {
    Random random = new Random(1);
    double[] truth = {-1, 2, 0.5};
    List<double[]> features = new ArrayList<>();
    List<Boolean> right = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      double[] x = {1, random.nextGaussian(), random.nextGaussian()};
      features.add(x);
      right.add(random.nextDouble() < LogisticFit.chance(truth, x));
    }
    double[] found = LogisticFit.of(features, right);
    for (int i = 0; i < truth.length; i++) {
      assertThat(found[i]).isCloseTo(truth[i], within(0.1));
    }
  }

  @Test
  void answersThatNeverVaryHaveWeightsToo() {
    double[] found =
        LogisticFit.of(List.of(new double[] {1, 3}, new double[] {1, 4}), List.of(true, true));
    assertThat(LogisticFit.chance(found, new double[] {1, 3.5})).isGreaterThan(0.9);
  }
}
