package dev.strobe.transforms.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SmoothingTest {
  @Test
  void boxIsTheMeanOfNeighboursAndTheEndsGoOn() {
    assertThat(BoxFilter.apply(new double[] {3, 0, 0, 6}, 3)).containsExactly(2, 1, 2, 4);
  }

  @Test
  void evenBoxReachesFurtherBack() {
    assertThat(BoxFilter.apply(new double[] {0, 0, 4, 0, 0}, 2)).containsExactly(0, 0, 2, 2, 0);
  }

  @Test
  void boxWiderThanTheSeriesIsFine() {
    assertThat(BoxFilter.apply(new double[] {1, 1}, 9)).containsExactly(1, 1);
  }

  @Test
  void quantileLiesBetweenTwoValues() {
    assertThat(Quantile.of(new double[] {4, 0, 2}, 0.5)).isEqualTo(2);
    assertThat(Quantile.of(new double[] {4, 0, 2}, 0.75)).isCloseTo(3, within(1e-12));
    assertThat(Quantile.of(new double[] {7}, 0.9)).isEqualTo(7);
  }
}
