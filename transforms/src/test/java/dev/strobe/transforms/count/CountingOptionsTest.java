package dev.strobe.transforms.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class CountingOptionsTest {
  @Test
  void defaultsAreThoseOfTheWayOfScoring() {
    assertThat(CountingOptions.defaults(Scoring.REFERENCE))
        .isEqualTo(new CountingOptions(Scoring.REFERENCE, 0.2, 0.5, false, true, false, 20));
    assertThat(CountingOptions.defaults(Scoring.CORRECTED).scoring()).isEqualTo(Scoring.CORRECTED);
    assertThat(CountingOptions.defaults(Scoring.JOINT)).isEqualTo(CountingOptions.joint());
    assertThat(CountingOptions.joint().needsPadding()).isFalse();
    assertThat(CountingOptions.reference().needsPadding()).isTrue();
    assertThat(CountingOptions.corrected().needsPadding()).isFalse();
  }

  @Test
  void everySettingCanBeChanged() {
    CountingOptions changed =
        CountingOptions.reference()
            .withThreshold(0.3)
            .withWithinPeriodThreshold(0.4)
            .withConstantSpeed(true)
            .withMedianFilter(false)
            .withFullyPeriodic(true)
            .withBatch(1);
    assertThat(changed)
        .isEqualTo(new CountingOptions(Scoring.REFERENCE, 0.3, 0.4, true, false, true, 1));
  }

  @Test
  void nonsenseIsRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CountingOptions.reference().withThreshold(1.5))
        .withMessage("threshold must be in [0, 1] but was 1.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CountingOptions.reference().withWithinPeriodThreshold(Double.NaN))
        .withMessage("withinPeriodThreshold must be in [0, 1] but was NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CountingOptions.reference().withBatch(0))
        .withMessage("batch must be >= 1 but was 0");
  }
}
