package dev.strobe.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RestConfigTest {

  @Test
  void defaultsAreThoseOfTensorFlowServing() {
    RestConfig defaults = RestConfig.defaults();

    assertThat(defaults.timeout()).hasValue(Duration.ofSeconds(30));
    assertThat(defaults.corsAllowed()).isFalse();
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    RestConfig defaults = RestConfig.defaults();

    assertThatThrownBy(() -> defaults.withPort(65_536))
        .hasMessage("port must be in [0, 65535] but was 65536");
    assertThatThrownBy(() -> defaults.withTimeout(Optional.of(Duration.ZERO)))
        .hasMessage("timeout must be > 0 but was PT0S");
    assertThatThrownBy(() -> defaults.withMaxBodyBytes(0))
        .hasMessage("maxBodyBytes must be > 0 but was 0");
    assertThatThrownBy(() -> defaults.withWorkers(-1)).hasMessage("workers must be > 0 but was -1");
  }
}
