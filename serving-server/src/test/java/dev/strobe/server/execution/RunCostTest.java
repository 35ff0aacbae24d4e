package dev.strobe.server.execution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RunCostTest {
  private static final long LIMIT = 200_000;

  private final RunCost cost = new RunCost(LIMIT);

  @Test
  void unknownSignatureCountsAsSlow() {
    assertThat(cost.isFast(0)).isFalse();
    cost.add(10, 100);
    assertThat(cost.isFast(100)).isFalse();
  }

  @Test
  void someFastRunsMakeItFastForInputsOfThatSize() {
    repeat(40, 1000, 100);
    assertThat(cost.isFast(200)).isTrue();
    assertThat(cost.isFast(201)).isFalse();
  }

  @Test
  void slowRunOfALargeInputLeavesSmallOnesFast() {
    repeat(40, 1000, 4);
    cost.add(10 * LIMIT, 1 << 20);
    assertThat(cost.isFast(4)).isTrue();
    assertThat(cost.isFast(1 << 20)).isFalse();
  }

  @Test
  void runOfALargeInputMayTakeAsLongAsAQuarterNanosecondForEachByteMore() {
    repeat(40, LIMIT / 2 + 1_000_000, 4_000_000);
    assertThat(cost.isFast(4_000_000)).isTrue();
    repeat(2, LIMIT + 1_000_000, 4_000_000);
    assertThat(cost.isFast(4_000_000)).isFalse();
  }

  @Test
  void oneRunThatTheSystemHeldUpLeavesItFast() {
    repeat(40, 1000, 4);
    cost.add(4_000_000_000L, 4);
    assertThat(cost.isFast(4)).isTrue();
  }

  @Test
  void twoSlowRunsInARowMakeTheirSizeSlowUntilOneIsFast() {
    repeat(40, 1000, 4);
    repeat(2, 4_000_000_000L, 4);
    assertThat(cost.isFast(4)).isFalse();
    cost.add(1000, 4);
    assertThat(cost.isFast(4)).isTrue();
  }

  @Test
  void someSlowRunsMakeItSlowForAWhile() {
    repeat(40, 1000, 4);
    repeat(8, LIMIT * 20, 4);
    cost.add(1000, 4);
    assertThat(cost.isFast(0)).isFalse();
    repeat(100, 1000, 4);
    assertThat(cost.isFast(4)).isTrue();
  }

  private void repeat(int times, long nanos, long bytes) {
    for (int i = 0; i < times; i++) {
      cost.add(nanos, bytes);
    }
  }
}
