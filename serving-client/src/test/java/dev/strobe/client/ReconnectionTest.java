package dev.strobe.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ReconnectionTest {
  private final FakeTimer clock = new FakeTimer();
  private int resets;
  private final Reconnection reconnection = new Reconnection(() -> resets++, clock::nanoTime);

  @Test
  void firstRequestIsHeard() {
    reconnection.hasten();
    assertThat(resets).isEqualTo(1);
  }

  @Test
  void manyCallsTogetherAskOnceInHalfASecond() {
    reconnection.hasten();
    clock.advance(Duration.ofMillis(500).minusNanos(1));
    reconnection.hasten();
    assertThat(resets).isEqualTo(1);
    clock.advanceNanos(1);
    reconnection.hasten();
    assertThat(resets).isEqualTo(2);
  }
}
