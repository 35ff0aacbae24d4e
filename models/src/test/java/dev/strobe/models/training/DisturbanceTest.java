package dev.strobe.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class DisturbanceTest {

  @Test
  void defaultsLeaveMostOfABatchAsItIs() {
    assertThat(Disturbance.defaults().dropout()).isLessThan(0.5);
    assertThat(Disturbance.defaults().blinded()).isLessThan(0.5);
  }

  @Test
  void sharesOutsideOfZeroToOneAreRefused() {
    assertThatThrownBy(() -> new Disturbance(1, 0, 0, 0, 0, 0)).hasMessageContaining("dropout");
    assertThatThrownBy(() -> new Disturbance(0, 0, 0, 0, 1.5, 0)).hasMessageContaining("1.5");
    assertThatThrownBy(() -> new Disturbance(0, 0, 0, 0, 0, Double.NaN))
        .hasMessageContaining("blinded");
    assertThatThrownBy(() -> new Disturbance(0, -1, 0, 0, 0, 0)).hasMessageContaining("-1");
  }
}
