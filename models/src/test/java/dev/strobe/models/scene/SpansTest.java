package dev.strobe.models.scene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strobe.models.synthetic.Draws;
import org.junit.jupiter.api.Test;

final class SpansTest {

  @Test
  void everyPartHasRoomForTwoCycles() {
    boolean two = false;
    for (int i = 0; i < 500; i++) {
      double period = 4 + i % 40;
      Spans spans = Spans.draw(Draws.of(2, i), 130, period);
      int parts = 0;
      int length = 0;
      for (int t = 0; t <= 130; t++) {
        boolean on = t < 130 && spans.inside()[t];
        if (on) {
          length++;
        } else if (length > 0) {
          assertThat(length).isGreaterThanOrEqualTo((int) (2.2 * period));
          parts++;
          length = 0;
        }
      }
      assertThat(parts).isBetween(1, 2);
      two |= parts == 2;
    }
    assertThat(two).isTrue();
  }

  @Test
  void softBordersRiseAndSharpOnesJump() {
    Spans spans = Spans.of(20, 10, 20);

    assertThat(spans.nearness(9, 0)).isZero();
    assertThat(spans.nearness(10, 0)).isOne();
    assertThat(spans.nearness(5, 4)).isZero();
    assertThat(spans.nearness(8, 4)).isBetween(0.01, 0.49);
    assertThat(spans.nearness(11, 4)).isBetween(0.51, 0.99);
    assertThat(spans.nearness(19, 4)).isOne();
  }

  @Test
  void aPeriodTooLongForAPartTakesTheWholeClip() {
    assertThat(Spans.draw(Draws.of(2, 1), 100, 45).isWhole()).isTrue();
  }
}
