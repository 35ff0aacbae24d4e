package dev.strobe.models.scene;

import dev.strobe.models.scene.picture.Texture;
import dev.strobe.models.scene.picture.TexturePool;
import dev.strobe.models.synthetic.Draws;
import dev.strobe.models.synthetic.SmoothNoise;
import dev.strobe.models.synthetic.Track;

/**
 * What a shot is made from.
 *
 * @param draws its random draws
 * @param textures the textures to choose from
 * @param frames how long it is
 */
record Studio(Draws draws, TexturePool textures, int frames) {

  Studio lasting(int number) {
    return new Studio(draws, textures, number);
  }

  Texture texture() {
    return textures.draw(draws);
  }

  /** Aimless motion of the given correlation length in frames, of standard deviation 1. */
  Track wander(double length, int features) {
    return SmoothNoise.draw(draws, frames, length, features);
  }

  /** Motion around a period that stays in step for {@code coherent} cycles. */
  Track band(double period, double coherent, int features) {
    Track cosine = wander(period * coherent, features);
    Track sine = wander(period * coherent, features);
    Track band = Track.zeros(frames, features);
    for (int t = 0; t < frames; t++) {
      double angle = 2 * Math.PI * t / period;
      band.add(t, cosine.at(t), Math.cos(angle));
      band.add(t, sine.at(t), Math.sin(angle));
    }
    return band;
  }

  /** Steady motion from {@code -reach} to {@code reach}. */
  Track line(double... reach) {
    Track line = Track.zeros(frames, reach.length);
    for (int t = 0; t < frames; t++) {
      line.add(t, reach, 2.0 * t / Math.max(1, frames - 1) - 1);
    }
    return line;
  }

  /** The same for all frames. */
  Track rest(double... place) {
    Track rest = Track.zeros(frames, place.length);
    for (int t = 0; t < frames; t++) {
      rest.add(t, place, 1);
    }
    return rest;
  }
}
