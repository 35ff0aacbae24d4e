package dev.strobe.models.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SyntheticWindowsTest {

  private static final int FRAMES = SyntheticWindow.FRAMES;

  @Test
  void windowDependsOnSeedAndIndexAlone() {
    SyntheticWindows windows = SyntheticWindows.moving(7);
    float[] later = windows.at(41).distances();
    float[] first = windows.at(3).distances();

    assertThat(SyntheticWindows.moving(7).at(3).distances()).isEqualTo(first);
    assertThat(later).isNotEqualTo(first);
    assertThat(SyntheticWindows.moving(8).at(3).distances()).isNotEqualTo(first);
  }

  @Test
  void distancesAreSymmetricAndOfMeanOneUnlessFaint() {
    int faint = 0;
    for (SyntheticWindow window : windows(200)) {
      float[] distances = window.distances();
      double sum = 0;
      for (int i = 0; i < FRAMES; i++) {
        assertThat(distances[i * FRAMES + i]).isZero();
        for (int j = 0; j < FRAMES; j++) {
          assertThat(distances[i * FRAMES + j]).isEqualTo(distances[j * FRAMES + i]);
          sum += distances[i * FRAMES + j];
        }
      }
      double mean = sum / distances.length;
      assertThat(mean).isLessThan(1.0001);
      faint += mean < 0.999 ? 1 : 0;
    }
    assertThat(faint).isBetween(1, 40);
  }

  @Test
  void someFramesRepeatAndSomeDoNot() {
    int periodic = 0;
    int frames = 0;
    for (SyntheticWindow window : windows(500)) {
      for (int t = 0; t < FRAMES; t++) {
        frames++;
        if (window.periodicAt(t)) {
          periodic++;
          assertThat(window.periodAt(t)).isBetween(2.6, 32.6);
        }
      }
    }
    assertThat((double) periodic / frames).isBetween(0.4, 0.75);
  }

  @Test
  void framesOnePeriodApartAreMoreAlikeThanFramesHalfAPeriodApart() {
    double atPeriod = 0;
    double atHalf = 0;
    for (SyntheticWindow window : windows(500)) {
      for (int t = 0; t + 32 < FRAMES; t++) {
        if (window.periodicAt(t)) {
          atPeriod += distance(window, t, (int) Math.round(window.periodAt(t)));
          atHalf += distance(window, t, (int) Math.round(window.periodAt(t) / 2));
        }
      }
    }
    assertThat(atPeriod).isLessThan(0.8 * atHalf);
  }

  @Test
  void motionlessWindowsKeepTheLabelsButLoseThePeriod() {
    SyntheticWindows moving = SyntheticWindows.moving(5);
    SyntheticWindows still = SyntheticWindows.motionless(5);
    double atPeriod = 0;
    double atHalf = 0;
    int same = 0;
    for (int index = 0; index < 300; index++) {
      SyntheticWindow window = still.at(index);
      same += window.periodicAt(0) == moving.at(index).periodicAt(0) ? 1 : 0;
      for (int t = 0; t + 32 < FRAMES; t++) {
        if (window.periodicAt(t)) {
          atPeriod += distance(window, t, (int) Math.round(window.periodAt(t)));
          atHalf += distance(window, t, (int) Math.round(window.periodAt(t) / 2));
        }
      }
    }
    assertThat(same).isGreaterThan(240);
    assertThat(atPeriod).isGreaterThan(atHalf);
  }

  private static double distance(SyntheticWindow window, int frame, int lag) {
    return window.distances()[frame * FRAMES + Math.min(FRAMES - 1, frame + lag)];
  }

  private static List<SyntheticWindow> windows(int count) {
    SyntheticWindows source = SyntheticWindows.moving(11);
    List<SyntheticWindow> windows = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      windows.add(source.at(index));
    }
    return windows;
  }
}
