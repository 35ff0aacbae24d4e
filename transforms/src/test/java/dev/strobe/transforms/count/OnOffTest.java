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
  void gapInsideIsFilledUpToTwoCycles() {
    assertThat(decide("......####...####......")).isEqualTo("......###########......");
    assertThat(decide("......####....####......")).isEqualTo("......####....####......");
  }

  @Test
  void gapAtAnEndIsFilledUpToOneCycle() {
    assertThat(decide(".########..")).isEqualTo("#########..");
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
    assertThat(drawn(OnOff.decide(certainty, halves(20), 0.15))).isEqualTo(".....##########.....");
  }

  private static String decide(String steps) {
    double[] certainty =
        steps.chars().mapToDouble(c -> c == '#' ? 0.9 : c == '+' ? 0.1 : 0).toArray();
    return drawn(OnOff.decide(certainty, halves(certainty.length), 0.15));
  }

  private static double[] halves(int size) {
    double[] halves = new double[size];
    Arrays.fill(halves, 0.5);
    return halves;
  }

  private static String drawn(boolean[] on) {
    StringBuilder drawn = new StringBuilder();
    for (boolean step : on) {
      drawn.append(step ? '#' : '.');
    }
    return drawn.toString();
  }
}
