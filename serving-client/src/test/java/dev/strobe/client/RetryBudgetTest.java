package dev.strobe.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RetryBudgetTest {
  private final FakeTimer clock = new FakeTimer();

  @Test
  void runsDry() {
    RetryBudget budget = budget(2, 0, 0);
    assertThat(budget.tryTake()).isTrue();
    assertThat(budget.tryTake()).isTrue();
    assertThat(budget.tryTake()).isFalse();
    clock.advance(Duration.ofDays(1));
    assertThat(budget.tryTake()).isFalse();
  }

  @Test
  void successesRefillIt() {
    RetryBudget budget = budget(1, 0.5, 0);
    assertThat(budget.tryTake()).isTrue();
    budget.onSuccess();
    assertThat(budget.tryTake()).isFalse();
    budget.onSuccess();
    assertThat(budget.tryTake()).isTrue();
  }

  @Test
  void timeRefillsIt() {
    RetryBudget budget = budget(1, 0, 4);
    assertThat(budget.tryTake()).isTrue();
    clock.advance(Duration.ofMillis(250).minusNanos(1));
    assertThat(budget.tryTake()).isFalse();
    clock.advanceNanos(1);
    assertThat(budget.tryTake()).isTrue();
  }

  @Test
  void neverHoldsMoreThanItsCapacity() {
    RetryBudget budget = budget(1, 5, 5);
    budget.onSuccess();
    clock.advance(Duration.ofDays(1));
    assertThat(budget.tryTake()).isTrue();
    assertThat(budget.tryTake()).isFalse();
  }

  private RetryBudget budget(int capacity, double perSuccess, double perSecond) {
    return new RetryBudget(
        new RetryPolicy.Budget(capacity, perSuccess, perSecond), clock::nanoTime);
  }
}
