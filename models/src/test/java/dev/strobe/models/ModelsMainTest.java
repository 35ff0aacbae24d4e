package dev.strobe.models;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ModelsMainTest {

  @Test
  void helpSucceeds() {
    assertThat(ModelsMain.run("--help")).isZero();
  }

  @Test
  void missingAndUnknownSubcommandsAreUsageErrors() {
    assertThat(ModelsMain.run()).isEqualTo(2);
    assertThat(ModelsMain.run("juggle")).isEqualTo(2);
  }
}
