package dev.strobe.models.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.strobe.models.scene.SceneClip;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class WindowLabelsTest {

  @Test
  void periodIsCountedInSamples() {
    WindowLabels labels = WindowLabels.of(clip(256, 24, 0, 256), new WindowChoice(2, 10, 64));

    assertThat(labels.on()).containsOnly(1);
    for (float period : labels.period()) {
      assertThat(period).isCloseTo(12, within(1e-4f));
    }
  }

  @Test
  void blockAtABorderIsOnInPart() {
    WindowLabels labels = WindowLabels.of(clip(64, 8, 10, 64), new WindowChoice(1, 0, 64));

    assertThat(labels.on()).startsWith(0, 0, 0.5f, 1);
    assertThat(labels.period()).startsWith(0, 0, 8, 8);
  }

  @Test
  void periodsThatAWindowCannotShowAreOff() {
    assertThat(WindowLabels.of(clip(64, 2.7f, 0, 64), new WindowChoice(1, 0, 64)).on())
        .containsOnly(0);
    assertThat(WindowLabels.of(clip(64, 33, 0, 64), new WindowChoice(1, 0, 64)).on())
        .containsOnly(0);
    assertThat(WindowLabels.of(clip(64, 30, 0, 50), new WindowChoice(1, 0, 64)).on())
        .containsOnly(0);
    assertThat(WindowLabels.of(clip(64, 30, 0, 54), new WindowChoice(1, 0, 64)).on()).contains(1);
  }

  @Test
  void rowsThatOnlyFillAreOff() {
    WindowLabels labels = WindowLabels.of(clip(40, 8, 0, 40), new WindowChoice(1, 0, 40));

    assertThat(labels.on()).startsWith(1, 1, 1, 1, 1, 1, 1, 1, 1, 1).endsWith(0, 0, 0, 0, 0, 0);
  }

  private static SceneClip clip(int frames, float period, int from, int to) {
    float[] periods = new float[frames];
    boolean[] on = new boolean[frames];
    Arrays.fill(periods, from, to, period);
    Arrays.fill(on, from, to, true);
    return new SceneClip(frames, new byte[frames * 48 * 48], periods, on, 1);
  }
}
