package dev.strobe.models.scene;

import dev.strobe.models.scene.picture.Canvas;
import dev.strobe.models.synthetic.Draws;
import dev.strobe.models.synthetic.Track;

/**
 * How bright the picture is.
 *
 * @param gain how many times as bright as it would be, and what is added, [frame, 2]
 */
record Light(Track gain) implements Part {

  /** A faint flicker, as most films that flicker have it. */
  static Light flicker(Studio studio) {
    Draws draws = studio.draws();
    return flicker(studio, draws.uniform(1, 30), draws.uniform(0, 0.06));
  }

  private static Light flicker(Studio studio, double length, double strength) {
    Track gain = studio.rest(1, 0);
    Track wander = studio.wander(length, 1);
    for (int t = 0; t < gain.frames(); t++) {
      gain.at(t)[0] += strength * wander.at(t)[0];
    }
    return new Light(gain);
  }

  /** Strong flicker, another exposure from time to time, lightning, or a fade. */
  static Light changing(Studio studio) {
    Draws draws = studio.draws();
    double kind = draws.uniform(0, 1);
    if (kind < 0.3) {
      return flicker(studio, draws.logUniform(0.6, 40), draws.logUniform(0.02, 0.3));
    }
    if (kind < 0.6) {
      Track steps = Aimless.reachAndHold(studio, 1, draws.logUniform(6, 60));
      Track gain = studio.rest(1, 0);
      double strength = draws.logUniform(0.03, 0.3);
      for (int t = 0; t < gain.frames(); t++) {
        gain.at(t)[0] += strength * steps.at(t)[0];
      }
      return new Light(gain);
    }
    return kind < 0.8 ? lightning(studio) : fade(studio);
  }

  private static Light lightning(Studio studio) {
    Draws draws = studio.draws();
    Track gain = studio.rest(1, 0);
    int flashes = draws.integer(1, 7);
    for (int flash = 0; flash < flashes; flash++) {
      int begin = draws.integer(0, studio.frames());
      double strength = draws.uniform(-0.4, 0.5);
      double decay = draws.logUniform(0.5, 12);
      for (int t = begin; t < studio.frames(); t++) {
        gain.at(t)[1] += strength * Math.exp((begin - t) / decay);
      }
    }
    return new Light(gain);
  }

  /** To black or white, and perhaps back. */
  private static Light fade(Studio studio) {
    Draws draws = studio.draws();
    Track gain = studio.rest(1, 0);
    double white = draws.oneOf(0, 0, 1);
    double begin = draws.uniform(0, 0.8) * studio.frames();
    double end = begin + draws.logUniform(3, 60);
    double back = end + draws.logUniform(1, 200);
    double length = draws.logUniform(3, 60);
    for (int t = 0; t < gain.frames(); t++) {
      double gone = Easing.between(begin, end, t) - Easing.between(back, back + length, t);
      gain.at(t)[0] = 1 - gone;
      gain.at(t)[1] = white * gone;
    }
    return new Light(gain);
  }

  @Override
  public void draw(int frame, Canvas canvas) {
    canvas.light(gain.at(frame)[0], gain.at(frame)[1]);
  }
}
