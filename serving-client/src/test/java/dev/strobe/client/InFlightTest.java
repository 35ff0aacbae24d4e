package dev.strobe.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strobe.client.InFlight.Admission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InFlightTest {
  private final List<String> log = new ArrayList<>();

  @Test
  void placesGoToTheFirstInLine() {
    InFlight places = new InFlight(1, 2);
    Call a = new Call("a");
    assertThat(places.enter(a)).isEqualTo(Admission.ACCEPTED);
    assertThat(places.enter(new Call("b"))).isEqualTo(Admission.ACCEPTED);
    assertThat(places.enter(new Call("c"))).isEqualTo(Admission.ACCEPTED);
    assertThat(places.enter(new Call("d"))).isEqualTo(Admission.FULL);
    places.leave(a);
    places.admit();
    assertThat(log).containsExactly("a in", "b in");
  }

  @Test
  void withoutAQueueThereAreOnlyThePlaces() {
    InFlight places = new InFlight(2, 0);
    assertThat(places.enter(new Call("a"))).isEqualTo(Admission.ACCEPTED);
    assertThat(places.enter(new Call("b"))).isEqualTo(Admission.ACCEPTED);
    assertThat(places.enter(new Call("c"))).isEqualTo(Admission.FULL);
  }

  @Test
  void callsThatEndAtOnceDoNotDeepenTheStack() {
    InFlight places = new InFlight(1, 100_000);
    Call first = new Call("first");
    assertThat(places.enter(first)).isEqualTo(Admission.ACCEPTED);
    int[] ended = {0};
    for (int i = 0; i < 100_000; i++) {
      var unused =
          places.enter(
              new Call("") {
                @Override
                public void admitted() {
                  ended[0]++;
                  places.leave(this);
                  places.admit();
                }
              });
    }
    places.leave(first);
    places.admit();
    assertThat(ended[0]).isEqualTo(100_000);
  }

  @Test
  void withdrawnCallIsPassedOver() {
    InFlight places = new InFlight(1, 2);
    Call a = new Call("a");
    Call b = new Call("b");
    var first = places.enter(a);
    var second = places.enter(b);
    assertThat(places.enter(new Call("c"))).isEqualTo(second).isEqualTo(first);
    places.withdraw(b);
    places.leave(a);
    places.admit();
    assertThat(log).containsExactly("a in", "c in");
  }

  @Test
  void closingTurnsTheWaitingAwayAndThenEndsTheRest() {
    InFlight places = new InFlight(1, 1);
    var unused = List.of(places.enter(new Call("a")), places.enter(new Call("b")));
    places.close(Duration.ZERO);
    assertThat(log).containsExactly("a in", "b closed", "a closed");
    assertThat(places.enter(new Call("c"))).isEqualTo(Admission.CLOSED);
  }

  @Test
  void closingWaitsForThoseThatLeave() {
    InFlight places = new InFlight(1, 1);
    Call a = new Call("a");
    var unused = places.enter(a);
    Thread leaver = new Thread(() -> places.leave(a));
    leaver.start();
    places.close(Duration.ofSeconds(30));
    assertThat(log).containsExactly("a in");
  }

  @Test
  void interruptEndsTheWaitAndStaysSet() {
    InFlight places = new InFlight(1, 1);
    var unused = places.enter(new Call("a"));
    Thread.currentThread().interrupt();
    places.close(Duration.ofSeconds(30));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(log).containsExactly("a in", "a closed");
  }

  private class Call implements InFlight.Entry {
    private final String name;

    Call(String name) {
      this.name = name;
    }

    @Override
    public void admitted() {
      log.add(name + " in");
    }

    @Override
    public void closed() {
      log.add(name + " closed");
    }
  }
}
