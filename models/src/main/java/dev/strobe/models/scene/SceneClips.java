package dev.strobe.models.scene;

import dev.strobe.models.synthetic.Choreography;
import dev.strobe.models.synthetic.Cycles;
import dev.strobe.models.synthetic.Draws;
import dev.strobe.models.synthetic.Movement;
import dev.strobe.models.synthetic.SmoothNoise;
import dev.strobe.models.synthetic.Track;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An endless supply of training clips. A batch depends on the configuration and its seed alone, so
 * any number of threads may draw batches at once, in any order.
 */
public final class SceneClips {

  private static final int SIDE = SceneClip.SIDE;

  private final SceneConfig config;

  private SceneClips(SceneConfig config) {
    this.config = config;
  }

  public static SceneClips of(SceneConfig config) {
    return new SceneClips(config);
  }

  /** Draws a batch, the same for the same seed, on any machine and thread. */
  public List<SceneClip> batch(long seed) {
    return IntStream.range(0, config.clips()).mapToObj(i -> clip(Draws.of(seed, i))).toList();
  }

  private SceneClip clip(Draws draws) {
    int stride = draws.oneOf(1, 1, 2, 4);
    int frames = 64 * stride + draws.integer(0, 20);
    boolean repeats = config.layouts().draw(draws) != Layout.NEGATIVE;
    float[] period = new float[frames];
    boolean[] on = new boolean[frames];
    Track place;
    if (repeats) {
      Cycles cycles = Cycles.draw(draws, frames, draws.logUniform(3.4 * stride, 29 * stride));
      Movement movement = Choreography.draw(draws, cycles, 2);
      for (int t = 0; t < frames; t++) {
        period[t] = (float) movement.cycles().periodAt(t);
        on[t] = true;
      }
      place = movement.track();
    } else {
      place = SmoothNoise.draw(draws, frames, draws.logUniform(2, 60), 2);
    }
    return new SceneClip(frames, spot(place.scaleLiveliestToOne()), period, on, stride);
  }

  /** A bright spot on black, at the place given for each frame. */
  private static byte[] spot(Track place) {
    byte[] pixels = new byte[place.frames() * SIDE * SIDE];
    for (int t = 0; t < place.frames(); t++) {
      for (int i = 0; i < SIDE * SIDE; i++) {
        double down = i / SIDE - 24 - 6 * place.at(t)[0];
        double right = i % SIDE - 24 - 6 * place.at(t)[1];
        double grey = 20 + 200 * Math.exp(-(down * down + right * right) / 32);
        pixels[t * SIDE * SIDE + i] = (byte) (int) grey;
      }
    }
    return pixels;
  }
}
