package dev.strobe.models.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class SceneConfigTest {

  @Test
  void defaultsAreTwentyClipsOfEveryKindHalfOfThemNegative() {
    SceneConfig config = SceneConfig.defaults();

    assertThat(config.clips()).isEqualTo(20);
    assertThat(config.layouts().of(Layout.NEGATIVE)).isCloseTo(0.5, within(1e-9));
    for (Layout layout : Layout.values()) {
      assertThat(config.layouts().of(layout)).as(layout.toString()).isPositive();
    }
    for (Repetition kind : Repetition.values()) {
      assertThat(config.repetitions().of(kind)).as(kind.toString()).isPositive();
    }
    for (Negative kind : Negative.values()) {
      assertThat(config.negatives().of(kind)).as(kind.toString()).isPositive();
    }
  }

  @Test
  void hardNegativesAreNegativesOnly() {
    assertThat(SceneConfig.hardNegatives().layouts().of(Layout.NEGATIVE)).isOne();
  }

  @Test
  void whatIsOutOfRangeIsRefused() {
    SceneConfig config = SceneConfig.defaults();

    assertThatThrownBy(() -> config.withClips(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("clips must be at least 1 but was 0");
    assertThatThrownBy(() -> config.withEncoded(1.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1.1");
    assertThatThrownBy(() -> config.withEncoded(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
