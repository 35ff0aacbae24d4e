package dev.strobe.server.batching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class IdleGateTest {
  private final IdleGate gate = new IdleGate();

  @Test
  void cheapRunsAreNeverHandedOver() {
    for (int i = 0; i < 1000; i++) {
      gate.heldCaller(IdleGate.CHEAP_NANOS - 1);
      assertThat(gate.isOpen()).isTrue();
    }
  }

  @Test
  void oneOfManyDearRunsIsTried() {
    makeDear();
    for (int i = 1; i < 10 * IdleGate.TRIAL_EVERY; i++) {
      assertThat(gate.isOpen()).isEqualTo(i % IdleGate.TRIAL_EVERY != 0);
    }
  }

  @Test
  void companyKeepsItShutUntilABatchOfOne() {
    makeDear();
    gate.gathered(2);
    for (int i = 0; i < 1000; i++) {
      assertThat(gate.isOpen()).isFalse();
    }
    gate.gathered(1);
    assertThat(gate.isOpen()).isTrue();
  }

  private void makeDear() {
    for (int i = 0; i < 100; i++) {
      gate.heldCaller(10 * IdleGate.CHEAP_NANOS);
    }
  }
}
