package dev.strobe.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class TrainingConfigTest {

  private static final TrainingConfig DEFAULTS = TrainingConfig.defaults();

  @Test
  void defaultsHaveNoControl() {
    assertThat(DEFAULTS.control()).isEqualTo(Control.NONE);
    assertThat(DEFAULTS.seed()).isEqualTo(1);
  }

  @Test
  void changedCopiesDifferInOneThing() {
    assertThat(DEFAULTS.withSeed(9).seed()).isEqualTo(9);
    assertThat(DEFAULTS.withSteps(9).steps()).isEqualTo(9);
    assertThat(DEFAULTS.withClipBatches(9).clipBatches()).isEqualTo(9);
    assertThat(DEFAULTS.withBatch(9).batch()).isEqualTo(9);
    assertThat(DEFAULTS.withCheckpointEvery(9).checkpointEvery()).isEqualTo(9);
    assertThat(DEFAULTS.withControl(Control.SHUFFLED).control()).isEqualTo(Control.SHUFFLED);
    assertThat(DEFAULTS.withSteps(9).withSteps(DEFAULTS.steps())).isEqualTo(DEFAULTS);
  }

  @Test
  void rateFallsFromTheFirstStepToTheLast() {
    TrainingConfig config = DEFAULTS.withSteps(100);
    assertThat(config.rateAt(1)).isCloseTo(1.5e-3, within(1e-4));
    assertThat(config.rateAt(50)).isBetween(config.rateAt(51), config.rateAt(49));
    assertThat(config.rateAt(100)).isCloseTo(0, within(2e-5)).isPositive();
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> DEFAULTS.withSteps(0))
        .hasMessageContaining("steps")
        .hasMessageContaining("0");
    assertThatThrownBy(() -> DEFAULTS.withBatch(-1)).hasMessageContaining("batch");
    assertThatThrownBy(() -> DEFAULTS.withCheckpointEvery(0))
        .hasMessageContaining("checkpointEvery");
  }
}
