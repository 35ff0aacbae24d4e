package dev.strobe.server.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProcessorSharesTest {
  private final List<Integer> told = new ArrayList<>();
  private final ProcessorShares shares = new ProcessorShares(4, told::add);

  @Test
  void eachRunIsToldItsShareOfThoseThatGoOn() {
    shares.run(() -> shares.run(() -> shares.run(() -> {})));
    assertThat(told).containsExactly(4, 2, 1);
  }

  @Test
  void oneThreadIsTheLeast() {
    nested(6);
    assertThat(told).containsExactly(4, 2, 1, 1, 1, 1);
  }

  private void nested(int depth) {
    if (depth > 0) {
      shares.run(() -> nested(depth - 1));
    }
  }

  @Test
  void runThatHasEndedTakesNoShare() {
    shares.run(() -> {});
    shares.run(() -> {});
    assertThat(told).containsExactly(4, 4);
  }

  @Test
  void runThatFailsTakesNoShareAfterwards() {
    assertThatThrownBy(
            () ->
                shares.run(
                    () -> {
                      throw new IllegalStateException("failed");
                    }))
        .hasMessage("failed");
    shares.run(() -> {});
    assertThat(told).containsExactly(4, 4);
  }

  @Test
  void noProcessorsCannotBeShared() {
    assertThatThrownBy(() -> new ProcessorShares(0, told::add))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("processors must be >= 1 but was 0");
  }
}
