package dev.strobe.models.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class CyclesTest {

  @Test
  void phaseRisesByOneInAPeriod() {
    for (int index = 0; index < 200; index++) {
      Cycles cycles = Cycles.draw(Draws.of(1, index), 64, 3 + index % 30);
      for (int t = 1; t < cycles.frames(); t++) {
        double before = cycles.angle(t - 1, 1);
        double after = cycles.angle(t, 1);
        assertThat(after).isGreaterThan(before);
        if (cycles.periodAt(t) == cycles.periodAt(t - 1)) {
          assertThat((after - before) / (2 * Math.PI))
              .isCloseTo(1 / cycles.periodAt(t), within(1e-9));
        }
      }
    }
  }

  @Test
  void periodsAreAboutThoseAskedFor() {
    double sum = 0;
    for (int index = 0; index < 400; index++) {
      sum += Cycles.draw(Draws.of(2, index), 64, 20).periodAt(32) / 400;
    }
    assertThat(sum).isCloseTo(20, within(1.0));
  }

  @Test
  void halvedCyclesAreTwiceAsMany() {
    Cycles cycles = Cycles.draw(Draws.of(3, 0), 64, 12);
    Cycles halved = cycles.halved();
    assertThat(halved.periodAt(5)).isEqualTo(cycles.periodAt(5) / 2);
    assertThat(halved.angle(63, 1)).isEqualTo(cycles.angle(63, 2));
  }

  @Test
  void pacedCyclesGoOnWithoutAJump() {
    Cycles cycles = Cycles.draw(Draws.of(4, 0), 90, 10);
    for (double factor : new double[] {0.6, 1.5}) {
      Cycles paced = cycles.pacedFrom(30, factor);
      assertThat(paced.angle(30, 1)).isEqualTo(cycles.angle(30, 1));
      assertThat(paced.periodAt(29)).isEqualTo(cycles.periodAt(29));
      assertThat(paced.periodAt(31)).isCloseTo(factor * cycles.periodAt(30), within(1e-9));
      for (int t = 1; t < 90; t++) {
        assertThat(paced.angle(t, 1)).isGreaterThan(paced.angle(t - 1, 1));
      }
      int there = 30 + (int) (20 * factor);
      assertThat(paced.angle(there, 1)).isCloseTo(cycles.angle(50, 1), within(1e-9));
    }
  }
}
