package dev.strobe.models.repnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class RepNetSpecTest {

  @Test
  void defaultsAreThoseOfTheSignatures() {
    RepNetSpec spec = RepNetSpec.defaults();
    assertThat(spec.frameSize()).isEqualTo(48);
    assertThat(spec.window()).isEqualTo(64);
    assertThat(spec.periods()).isEqualTo(32);
    assertThat(spec.blocks()).isEqualTo(16);
  }

  @Test
  void sizesThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> new RepNetSpec(48, 13, 64, 32, 4, 128)).hasMessageContaining("13");
    assertThatThrownBy(() -> new RepNetSpec(48, 12, 64, 64, 4, 128)).hasMessageContaining("64");
    assertThatThrownBy(() -> new RepNetSpec(48, 12, 64, 32, 5, 128)).hasMessageContaining("5");
    assertThatThrownBy(() -> new RepNetSpec(48, 12, 64, 32, 4, 0)).hasMessageContaining("0");
  }
}
