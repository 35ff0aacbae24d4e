package dev.strobe.server.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strobe.server.admission.BytesInFlight.Admission;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BytesInFlightTest {
  private final BytesInFlight bytes = new BytesInFlight(100, 2);
  private final List<String> admitted = new ArrayList<>();

  @Test
  void requestsEnterUpToTheLimitAndNotAByteMore() {
    Admission first = bytes.admission();
    assertThat(enter(first, 60, "first")).isTrue();
    assertThat(enter(bytes.admission(), 40, "second")).isTrue();
    assertThat(enter(bytes.admission(), 1, "third")).isFalse();
    assertThat(bytes.held()).isEqualTo(100);
    first.close();
    assertThat(admitted).containsExactly("third");
    assertThat(bytes.held()).isEqualTo(41);
  }

  @Test
  void whoWaitsComesInInOrder() {
    Admission first = bytes.admission();
    assertThat(enter(first, 90, "first")).isTrue();
    assertThat(enter(bytes.admission(), 50, "large")).isFalse();
    assertThat(enter(bytes.admission(), 5, "small")).isFalse();
    assertThat(admitted).isEmpty();
    first.close();
    assertThat(admitted).containsExactly("large", "small");
  }

  @Test
  void oneRequestIsLetInHoweverLarge() {
    Admission huge = bytes.admission();
    assertThat(enter(huge, 1000, "huge")).isTrue();
    Admission next = bytes.admission();
    assertThat(enter(next, 1000, "next")).isFalse();
    huge.close();
    assertThat(next.isWaiting()).isFalse();
    assertThat(bytes.held()).isEqualTo(1000);
  }

  @Test
  void whoGivesUpIsNotLetIn() {
    Admission first = bytes.admission();
    assertThat(enter(first, 100, "first")).isTrue();
    Admission gone = bytes.admission();
    assertThat(enter(gone, 10, "gone")).isFalse();
    gone.close();
    gone.close();
    first.close();
    assertThat(admitted).isEmpty();
    assertThat(bytes.held()).isZero();
    assertThat(bytes.waiting()).isZero();
  }

  @Test
  void tooManyMayNotWait() {
    assertThat(enter(bytes.admission(), 100, "first")).isTrue();
    assertThat(enter(bytes.admission(), 1, "second")).isFalse();
    assertThat(enter(bytes.admission(), 1, "third")).isFalse();
    assertThatThrownBy(() -> enter(bytes.admission(), 1, "fourth"))
        .isInstanceOf(ServingException.class)
        .hasMessage(
            "The server has 100 bytes of requests in hand, may have 100, and 2 requests wait"
                + " already")
        .extracting(failure -> ((ServingException) failure).code())
        .isEqualTo(Code.RESOURCE_EXHAUSTED);
  }

  @Test
  void whatIsThereAlreadyCountsBeyondTheLimit() {
    Admission first = bytes.admission();
    assertThat(enter(first, 10, "first")).isTrue();
    first.hold(5);
    first.hold(200);
    first.add(1);
    assertThat(bytes.held()).isEqualTo(201);
    first.close();
    first.hold(300);
    assertThat(bytes.held()).isZero();
  }

  @Test
  void growingStopsAtTheLimitBesideOthers() {
    Admission first = bytes.admission();
    assertThat(enter(first, 10, "first")).isTrue();
    assertThat(first.tryHold(500)).isTrue();
    assertThat(first.tryHold(20)).isTrue();
    Admission other = bytes.admission();
    first.close();
    assertThat(enter(other, 50, "other")).isTrue();
    Admission third = bytes.admission();
    assertThat(enter(third, 10, "third")).isTrue();
    assertThat(third.tryHold(51)).isFalse();
    assertThat(third.tryHold(50)).isTrue();
    assertThat(bytes.held()).isEqualTo(100);
  }

  private boolean enter(Admission admission, long wanted, String name) {
    return admission.enter(wanted, () -> admitted.add(name));
  }
}
