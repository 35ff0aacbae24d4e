package dev.strobe.models.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class SceneClipsTest {

  private static final SceneClips CLIPS = SceneClips.of(SceneConfig.defaults().withClips(6));

  @Test
  void batchDependsOnItsSeedAlone() {
    List<SceneClip> first = CLIPS.batch(3);
    List<SceneClip> other = CLIPS.batch(4);
    List<SceneClip> again = SceneClips.of(SceneConfig.defaults().withClips(6)).batch(3);

    assertSame(again, first);
    assertThat(other.get(0).pixels()).isNotEqualTo(first.get(0).pixels());
  }

  @Test
  void threadsDrawTheSameBatches() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<List<SceneClip>>> drawn = new ArrayList<>();
      for (long seed = 10; seed < 14; seed++) {
        long number = seed;
        drawn.add(threads.submit(() -> CLIPS.batch(number)));
      }
      for (int i = 0; i < drawn.size(); i++) {
        assertSame(drawn.get(i).get(), CLIPS.batch(10 + i));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void assertSame(List<SceneClip> actual, List<SceneClip> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      assertThat(actual.get(i).pixels()).isEqualTo(expected.get(i).pixels());
      assertThat(actual.get(i).period()).isEqualTo(expected.get(i).period());
      assertThat(actual.get(i).on()).isEqualTo(expected.get(i).on());
      assertThat(actual.get(i).stride()).isEqualTo(expected.get(i).stride());
    }
  }

  @Test
  void framesThatRepeatHaveAPeriodAndOthersNone() {
    for (long seed = 0; seed < 8; seed++) {
      for (SceneClip clip : CLIPS.batch(seed)) {
        assertThat(clip.pixels()).hasSize(clip.frames() * 48 * 48);
        assertThat(clip.stride()).isIn(1, 2, 4, 8);
        for (int t = 0; t < clip.frames(); t++) {
          float period = clip.period()[t];
          assertThat(clip.on()[t]).isEqualTo(period > 0);
          assertThat(period).isFinite().isBetween(0f, 3f * clip.frames());
        }
      }
    }
  }

  @Test
  void halfOfTheClipsAreNegative() {
    int negative = 0;
    int partly = 0;
    int clips = 0;
    SceneConfig quick = SceneConfig.defaults().withEncoded(0);
    for (SceneClip clip : CLIPS.as(quick.withClips(200)).batch(1)) {
      int on = framesOn(clip);
      negative += on == 0 ? 1 : 0;
      partly += on > 0 && on < clip.frames() ? 1 : 0;
      clips++;
    }
    assertThat(negative / (double) clips).isBetween(0.4, 0.6);
    assertThat(partly / (double) clips).isBetween(0.12, 0.36);
  }

  @Test
  void negativesCarryNoLabel() {
    for (Negative kind : Negative.values()) {
      SceneConfig config =
          SceneConfig.hardNegatives().withNegatives(new Shares<>(Map.of(kind, 1.0))).withClips(2);
      for (SceneClip clip : CLIPS.as(config).batch(5)) {
        assertThat(framesOn(clip)).as(kind.toString()).isZero();
      }
    }
  }

  @Test
  void wholeClipsRepeatFromEndToEnd() {
    for (Repetition kind : Repetition.values()) {
      SceneConfig config =
          SceneConfig.defaults()
              .withLayouts(new Shares<>(Map.of(Layout.WHOLE, 1.0)))
              .withRepetitions(new Shares<>(Map.of(kind, 1.0)))
              .withClips(2);
      for (SceneClip clip : CLIPS.as(config).batch(5)) {
        assertThat(framesOn(clip)).as(kind.toString()).isEqualTo(clip.frames());
      }
    }
  }

  private static int framesOn(SceneClip clip) {
    int on = 0;
    for (boolean one : clip.on()) {
      on += one ? 1 : 0;
    }
    return on;
  }
}
