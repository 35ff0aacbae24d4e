package dev.strobe.models.scene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strobe.models.scene.picture.TexturePool;
import dev.strobe.models.synthetic.Draws;
import dev.strobe.models.synthetic.Track;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Films of one figure before a still camera, without noise. */
final class LabelsTest {

  private static final int PIXELS = SceneClip.SIDE * SceneClip.SIDE;
  private static final int FRAMES = 160;
  private static final int FILMS = 60;
  private static final TexturePool TEXTURES = TexturePool.make();

  @Test
  void framesAreMostAlikeOneLabelledPeriodApart() {
    int fitting = 0;
    for (int i = 0; i < FILMS; i++) {
      Studio studio = new Studio(Draws.of(6, i), TEXTURES, FRAMES);
      Act act = Act.repeating(studio, 3, 12 + i % 16);
      fitting += Math.abs(likestLag(film(studio, act)) - 1) < 0.12 ? 1 : 0;
    }
    assertThat(fitting).isGreaterThanOrEqualTo(FILMS * 80 / 100);
  }

  @Test
  void limbsThatSwapPlacesRepeatTwiceACycle() {
    int fitting = 0;
    for (int i = 0; i < FILMS; i++) {
      Studio studio = new Studio(Draws.of(7, i), TEXTURES, FRAMES);
      Act act = Act.swinging(studio, 2 * (12 + i % 8)).halved();
      Body body = Body.paired(studio, 2, new Body.Build(1, 0.2, 2, 5), 0);
      fitting += Math.abs(likestLag(film(studio, act, body)) - 1) < 0.12 ? 1 : 0;
    }
    assertThat(fitting).isGreaterThanOrEqualTo(FILMS * 80 / 100);
  }

  @Test
  void labelsOfAPartEndWithIt() {
    for (int i = 0; i < 10; i++) {
      Studio studio = new Studio(Draws.of(8, i), TEXTURES, FRAMES);
      Track rest = studio.rest(0, 0, 0);
      Act act = Act.repeating(studio, 3, 14).within(Spans.of(FRAMES, 50, 120), rest, 0);
      SceneClip clip = film(studio, act);
      for (int t = 1; t < FRAMES; t++) {
        assertThat(clip.on()[t]).isEqualTo(t >= 50 && t < 120);
        if (t < 50 || t > 120) {
          assertThat(change(clip, t - 1, t)).as("frame %s", t).isZero();
        }
      }
    }
  }

  private static SceneClip film(Studio studio, Act act) {
    int features = act.pose().features();
    return film(studio, act, Body.draw(studio, features, new Body.Build(1, 0.2, 3, 5)));
  }

  private static SceneClip film(Studio studio, Act act, Body body) {
    CameraPath camera = CameraPath.still(studio);
    var standing = new Figure.Standing(0.5, 0.5, 0, 1);
    Figure figure = Figure.of(studio, body, act.pose(), standing, camera);
    Part picture = Part.all(List.of(Backdrop.plain(studio, camera), figure));
    var plain = new Medium(0, Medium.Repeats.NONE, Optional.empty(), 0);
    return Film.of(new Shot(picture, act.period())).develop(studio.draws(), plain, 1);
  }

  /** The lag at which frames differ least, in labelled periods; of those from 0.6 to 1.4. */
  private static double likestLag(SceneClip clip) {
    double best = 0;
    double least = Double.MAX_VALUE;
    for (double lag = 0.6; lag <= 1.4; lag += 0.05) {
      double sum = 0;
      int count = 0;
      for (int t = 0; t < clip.frames(); t++) {
        int later = t + (int) Math.round(lag * clip.period()[t]);
        if (later < clip.frames()) {
          sum += change(clip, t, later);
          count++;
        }
      }
      if (sum / count < least) {
        least = sum / count;
        best = lag;
      }
    }
    return best;
  }

  private static double change(SceneClip clip, int one, int other) {
    double sum = 0;
    for (int i = 0; i < PIXELS; i++) {
      int from = clip.pixels()[one * PIXELS + i] & 0xff;
      int to = clip.pixels()[other * PIXELS + i] & 0xff;
      sum += Math.abs(to - from);
    }
    return sum;
  }
}
