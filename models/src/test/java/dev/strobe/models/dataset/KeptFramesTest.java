package dev.strobe.models.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.strobe.models.scene.SceneClip;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

final class KeptFramesTest {

  @Test
  void clipInWhichEveryFrameMovesIsKept() {
    SceneClip clip = clip(60, t -> t, 12);
    assertThat(KeptFrames.of(clip)).isSameAs(clip);
  }

  @Test
  void everyThirdFrameRepeatedIsLeftOutAndThePeriodShortened() {
    SceneClip kept = KeptFrames.of(clip(90, t -> t % 3 == 2 ? t - 1 : t, 18));

    assertThat(kept.frames()).isEqualTo(60);
    assertThat((double) kept.period()[30]).isCloseTo(12, within(0.7));
    assertThat(kept.pixels()[2 * 48 * 48]).isNotEqualTo(kept.pixels()[48 * 48]);
  }

  @Test
  void heldEndIsLeftOutButItsFirstFrame() {
    SceneClip kept = KeptFrames.of(clip(100, t -> Math.min(t, 50), 10));
    assertThat(kept.frames()).isEqualTo(51);
  }

  @Test
  void nothingIsLeftOutWhereTooLittleWouldRemain() {
    assertThat(KeptFrames.of(clip(80, t -> Math.min(t, 20), 10)).frames()).isEqualTo(80);
    assertThat(KeptFrames.of(clip(80, t -> 0, 10)).frames()).isEqualTo(80);
  }

  @Test
  void faintNoiseIsNoDuplicateWhereNothingElseMoves() {
    byte[] pixels = new byte[60 * 48 * 48];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (100 + (i * 7919L + i / 2304 * 104729L) % 5 / 4);
    }
    SceneClip clip = new SceneClip(60, pixels, new float[60], new boolean[60], 1);
    assertThat(KeptFrames.of(clip).frames()).isEqualTo(60);
  }

  /** A picture that becomes brighter step by step, from frame to frame by {@code at}. */
  private static SceneClip clip(int frames, IntUnaryOperator at, float period) {
    byte[] pixels = new byte[frames * 48 * 48];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (20 + 2 * at.applyAsInt(i / 2304));
    }
    float[] periods = new float[frames];
    Arrays.fill(periods, period);
    boolean[] on = new boolean[frames];
    Arrays.fill(on, true);
    return new SceneClip(frames, pixels, periods, on, 1);
  }
}
