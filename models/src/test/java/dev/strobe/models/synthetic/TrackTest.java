package dev.strobe.models.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class TrackTest {

  @Test
  void joinedTrackMeetsTheOtherAtBothBorders() {
    Track own = ramp(12, 1);
    Track other = ramp(12, -5);
    boolean[] inside = new boolean[12];
    for (int t = 0; t < 12; t++) {
      inside[t] = t < 3 || t >= 8;
    }
    Track joined = own.joinedTo(other, inside);

    assertThat(joined.at(2)[0]).isEqualTo(other.at(2)[0]);
    assertThat(joined.at(3)[0]).isCloseTo(other.at(2)[0], within(1e-9));
    assertThat(joined.at(8)[0]).isEqualTo(other.at(8)[0]);
    assertThat(joined.at(7)[0]).isCloseTo(other.at(8)[0], within(1e-9));
  }

  @Test
  void joinedTrackKeepsItsOwnWayAtTheEnds() {
    Track own = ramp(10, 1);
    Track other = ramp(10, 3);
    boolean[] inside = new boolean[10];
    for (int t = 4; t < 7; t++) {
      inside[t] = true;
    }
    Track joined = own.joinedTo(other, inside);

    assertThat(joined.at(3)[0]).isCloseTo(other.at(4)[0], within(1e-9));
    assertThat(joined.at(3)[0] - joined.at(0)[0]).isCloseTo(3, within(1e-9));
    assertThat(joined.at(7)[0]).isCloseTo(other.at(6)[0], within(1e-9));
    assertThat(joined.at(9)[0] - joined.at(7)[0]).isCloseTo(2, within(1e-9));
  }

  @Test
  void mixedFeaturesAreWeightedSums() {
    Track track = Track.zeros(1, 2);
    track.add(0, new double[] {2, 3}, 1);

    assertThat(track.mixed(new double[][] {{1, 10}, {0, 1}, {1, 0}}).at(0))
        .containsExactly(32, 3, 2);
  }

  @Test
  void laterTrackBeginsWithItsFirstFrame() {
    Track later = ramp(5, 2).later(2);

    assertThat(later.at(1)[0]).isZero();
    assertThat(later.at(4)[0]).isEqualTo(4);
  }

  private static Track ramp(int frames, double slope) {
    Track ramp = Track.zeros(frames, 1);
    for (int t = 0; t < frames; t++) {
      ramp.at(t)[0] = slope * t;
    }
    return ramp;
  }
}
