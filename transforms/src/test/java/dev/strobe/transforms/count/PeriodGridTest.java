package dev.strobe.transforms.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PeriodGridTest {
  @Test
  void twentyFourBinsDoubleThePeriod() {
    assertThat(PeriodGrid.period(0)).isEqualTo(3);
    assertThat(PeriodGrid.period(24)).isCloseTo(6, within(1e-9));
    assertThat(PeriodGrid.period(PeriodGrid.SIZE - 1)).isBetween(197.0, 199.0);
  }

  @Test
  void classSpeaksForItsPeriodInFrames() {
    double[] bump = PeriodGrid.bumps(2, 32)[11];
    assertThat(bump[72]).as("24 frames").isCloseTo(1, within(1e-9));
    assertThat(bump[72 + 24]).as("48 frames").isLessThan(1e-6);
  }

  @Test
  void periodsOfOneAndTwoRowsSpeakForNothing() {
    assertThat(PeriodGrid.bumps(8, 32)[0]).containsOnly(0);
    assertThat(PeriodGrid.bumps(8, 32)[1]).containsOnly(0);
  }
}
