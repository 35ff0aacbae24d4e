package dev.strobe.server.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class InFlightTest {
  private final InFlight requests = new InFlight();

  @Test
  void closedDoorTurnsAwayButCounts() throws InterruptedException {
    assertThat(requests.enter()).isTrue();
    requests.leave();
    requests.close();
    assertThat(requests.enter()).isFalse();
    assertThat(requests.drain(Duration.ZERO)).isFalse();
    requests.leave();
    assertThat(requests.drain(Duration.ZERO)).isTrue();
  }

  @Test
  void lastToLeaveEndsTheWait() throws InterruptedException {
    for (int i = 0; i < 200; i++) {
      var someRequests = new InFlight();
      assertThat(someRequests.enter()).isTrue();
      assertThat(someRequests.enter()).isTrue();
      var leaving =
          new Thread(
              () -> {
                someRequests.leave();
                someRequests.leave();
              });
      leaving.start();
      assertThat(someRequests.drain(Duration.ofMinutes(1))).isTrue();
      leaving.join();
    }
  }
}
