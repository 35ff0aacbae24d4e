package dev.strobe.server.servable;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AvailabilityPreservingPolicyTest {
  private final VersionPolicy policy = new AvailabilityPreservingPolicy();

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "'', ''",
    "1+START, LOAD 1",
    "1+START 2+START, LOAD 2",
    "1+START 2+LOADING, LOAD 1",
    "1+AVAILABLE, ''",
    // A switch: the new one comes first, then the old one goes.
    "1-AVAILABLE 2+START, LOAD 2",
    "1-AVAILABLE 2+LOADING, ''",
    "1-AVAILABLE 2+AVAILABLE, UNLOAD 1",
    "1-UNLOADING 2+AVAILABLE, ''",
    "1-END 2+AVAILABLE, ''",
    // A rollback.
    "1+START 2-AVAILABLE, LOAD 1",
    "1+AVAILABLE 2-AVAILABLE, UNLOAD 2",
    // The new one failed: the old one stays.
    "1-AVAILABLE 2+END, ''",
    // Of several old ones only the newest is needed.
    "1-AVAILABLE 2-AVAILABLE 3+START, UNLOAD 1",
    "1-AVAILABLE 2-AVAILABLE 3+LOADING, UNLOAD 1",
    // Nothing aspired: all go, the lowest first.
    "1-AVAILABLE 2-AVAILABLE, UNLOAD 1",
    "2-AVAILABLE, UNLOAD 2",
    "1-START, ''",
    // Several aspired.
    "1+AVAILABLE 2+START 3+START, LOAD 3",
    "1-AVAILABLE 2+AVAILABLE 3+START, UNLOAD 1",
  })
  void oneStepAtATime(String states, String step) {
    assertThat(PolicyStates.next(policy, states)).isEqualTo(step);
  }
}
