package dev.strobe.server.servable;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResourcePreservingPolicyTest {
  private final VersionPolicy policy = new ResourcePreservingPolicy();

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "'', ''",
    "1+START, LOAD 1",
    "1+START 2+START, LOAD 2",
    "1+START 2+LOADING, LOAD 1",
    "1+AVAILABLE, ''",
    // A switch: the old one goes first, then the new one comes.
    "1-AVAILABLE 2+START, UNLOAD 1",
    "1-UNLOADING 2+START, ''",
    "1-END 2+START, LOAD 2",
    "1-END 2+LOADING, ''",
    // A rollback.
    "1+START 2-AVAILABLE, UNLOAD 2",
    "1+START 2-END, LOAD 1",
    // What is loading and not wanted any more takes memory too.
    "1-LOADING 2+START, ''",
    // The new one failed: there is none.
    "1-END 2+END, ''",
    "1-AVAILABLE 2-AVAILABLE 3+START, UNLOAD 1",
    "1-UNLOADING 2-AVAILABLE 3+START, UNLOAD 2",
    "1-AVAILABLE 2-AVAILABLE, UNLOAD 1",
  })
  void oneStepAtATime(String states, String step) {
    assertThat(PolicyStates.next(policy, states)).isEqualTo(step);
  }
}
