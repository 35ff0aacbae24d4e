package dev.strobe.transforms.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Every character is a step of half a cycle: '#' sure, '+' between the bounds, '.' not at all. */
class OnOffTest {
  @Test
  void runCountsAsFarAsItStaysAboveTheLowerBound() {
    assertThat(decide(".....++####+.....")).isEqualTo(".....#######.....");
  }

  @Test
  void runThatNeverReachesTheHigherBoundIsOff() {
    assertThat(decide("......++++......########")).isEqualTo("................########");
  }

  @Test
  void gapInsideIsFilledBelowACycleAndAHalf() {
    assertThat(decide("......####..####......")).isEqualTo("......##########......");
    assertThat(decide("......####...####......")).isEqualTo("......####...####......");
  }

  @Test
  void gapAtAnEndIsFilledBelowHalfACycle() {
    assertThat(decide(".########..", 0.25)).isEqualTo("#########..");
  }

  @Test
  void runOfLessThanACycleAndAHalfIsDropped() {
    assertThat(decide("......##......####......")).isEqualTo("..............####......");
    assertThat(decide("......###......####.....")).isEqualTo("......###......####.....");
  }

  @Test
  void weakVideoIsJudgedByItsOwnBest() {
    double[] certainty = new double[20];
    Arrays.fill(certainty, 5, 15, 0.04);
    assertThat(drawn(OnOff.decide(certainty, even(20, 0.5), 0.15)))
        .isEqualTo(".....##########.....");
  }

  @Test
  void faintRunIsOffBesideASureOne() {
    double[] certainty = new double[40];
    Arrays.fill(certainty, 0, 10, 0.2);
    assertThat(drawn(OnOff.decide(certainty, even(40, 0.5), 0.15))).startsWith("##########..");

    Arrays.fill(certainty, 20, 40, 0.9);
    assertThat(drawn(OnOff.decide(certainty, even(40, 0.5), 0.15)))
        .isEqualTo("....................####################");
  }

  @Test
  void sureRunEndsWhereItIsMuchFainter() {
    double[] certainty = new double[20];
    Arrays.fill(certainty, 0, 10, 0.8);
    Arrays.fill(certainty, 10, 20, 0.1);
    assertThat(drawn(OnOff.decide(certainty, even(20, 0.5), 0.15)))
        .isEqualTo("##########..........");
  }

  @Test
  void shortRepetitionOfALongVideoIsJudgedByItself() {
    double[] certainty = new double[400];
    Arrays.fill(certainty, 0.01);
    Arrays.fill(certainty, 200, 210, 0.9);
    Arrays.fill(certainty, 300, 310, 0.05);
    assertThat(drawn(OnOff.decide(certainty, even(400, 0.5), 0.15)))
        .isEqualTo(".".repeat(200) + "#".repeat(10) + ".".repeat(190));
  }

  private static String decide(String steps) {
    return decide(steps, 0.5);
  }

  private static String decide(String steps, double cyclesOfAStep) {
    double[] certainty =
        steps.chars().mapToDouble(c -> c == '#' ? 0.9 : c == '+' ? 0.3 : 0).toArray();
    return drawn(OnOff.decide(certainty, even(certainty.length, cyclesOfAStep), 0.15));
  }

  private static double[] even(int steps, double cycles) {
    double[] all = new double[steps];
    Arrays.fill(all, cycles);
    return all;
  }

  private static String drawn(boolean[] on) {
    StringBuilder drawn = new StringBuilder();
    for (boolean step : on) {
      drawn.append(step ? '#' : '.');
    }
    return drawn.toString();
  }
}
