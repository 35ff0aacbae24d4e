package dev.strobe.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BackoffTest {
  private static final double ALMOST_ONE = Math.nextDown(1.0);

  private final Backoff backoff = Backoff.of(Duration.ofNanos(100), Duration.ofNanos(500));

  @Test
  void boundDoublesUpToTheMaximum() {
    assertThat(backoff.delayNanos(1, 0)).isEqualTo(50);
    assertThat(backoff.delayNanos(2, 0)).isEqualTo(100);
    assertThat(backoff.delayNanos(3, 0)).isEqualTo(200);
    assertThat(backoff.delayNanos(4, 0)).isEqualTo(250);
    assertThat(backoff.delayNanos(1_000_000, 0)).isEqualTo(250);
  }

  @Test
  void chanceDecidesBetweenHalfAndAllOfTheBound() {
    assertThat(backoff.delayNanos(1, 0.5)).isEqualTo(75);
    assertThat(backoff.delayNanos(1, ALMOST_ONE)).isEqualTo(99);
    assertThat(backoff.delayNanos(9, ALMOST_ONE)).isEqualTo(499);
  }

  @Test
  void hugeMaximumDoesNotOverflow() {
    Backoff huge = new Backoff(1, Long.MAX_VALUE);
    assertThat(huge.delayNanos(1_000, 0)).isEqualTo(Long.MAX_VALUE / 2 + 1);
  }
}
