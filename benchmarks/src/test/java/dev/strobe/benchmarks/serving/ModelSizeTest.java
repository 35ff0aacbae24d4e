package dev.strobe.benchmarks.serving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ModelSizeTest {

  @Test
  void namesAreSmallLettersAndNoOthersAreKnown() {
    assertThat(ModelSize.of("small")).contains(ModelSize.SMALL);
    assertThat(ModelSize.of("large")).contains(ModelSize.LARGE);
    assertThat(ModelSize.of("smal")).isEmpty();
    assertThat(ModelSize.of("SMALL")).isEmpty();
    assertThat(ModelSize.of("")).isEmpty();
  }
}
