package dev.strobe.models.scene;

import dev.strobe.models.synthetic.Choreography;
import dev.strobe.models.synthetic.Cycles;
import dev.strobe.models.synthetic.Draws;
import dev.strobe.models.synthetic.SmoothNoise;
import dev.strobe.models.synthetic.Track;

/** Poses that do not repeat. */
final class Aimless {

  private Aimless() {}

  /** Draws one of all kinds, of standard deviation 1 or, now and then, much fainter. */
  static Track draw(Studio studio, int features) {
    Draws draws = studio.draws();
    Track pose = kind(studio, features).scaleLiveliestToOne();
    return draws.chance(0.3) ? pose.scale(draws.oneOf(0, 0.02, 0.1)) : pose;
  }

  private static Track kind(Studio studio, int features) {
    Draws draws = studio.draws();
    double kind = draws.uniform(0, 1);
    if (kind < 0.30) {
      return wandering(studio, features);
    }
    if (kind < 0.46) {
      Track sway = studio.band(draws.logUniform(6, 80), draws.uniform(0.25, 0.6), features);
      return sway.add(studio.wander(draws.logUniform(5, 60), features), draws.uniform(0, 1));
    }
    if (kind < 0.64) {
      return reachAndHold(studio, features, draws.logUniform(8, 50));
    }
    if (kind < 0.80) {
      return once(studio, features);
    }
    if (kind < 0.90) {
      Track line = studio.line(draws.gaussians(features)).scale(draws.uniform(0.5, 2));
      return line.add(studio.wander(draws.logUniform(3, 40), features), draws.uniform(0, 0.4));
    }
    return unsteady(studio, features);
  }

  private static Track wandering(Studio studio, int features) {
    Draws draws = studio.draws();
    Track pose = studio.wander(draws.logUniform(2, 60), features);
    if (draws.chance(0.5)) {
      pose.add(studio.wander(draws.logUniform(1, 10), features), draws.uniform(0, 0.8));
    }
    return pose;
  }

  /** From one target to the next, each way taking about {@code pace} frames with a rest after. */
  static Track reachAndHold(Studio studio, int features, double pace) {
    Draws draws = studio.draws();
    Track pose = Track.zeros(studio.frames(), features);
    double[] from = draws.gaussians(features);
    int begin = 0;
    while (begin < studio.frames()) {
      int length = Math.max(3, (int) (pace * Math.exp(0.6 * draws.gaussian())));
      double moving = Math.max(1, length - (int) (length * draws.uniform(0, 1)));
      double[] to = draws.gaussians(features);
      for (int t = begin; t < Math.min(studio.frames(), begin + length); t++) {
        double part = Easing.between(begin, begin + moving, t);
        pose.add(t, from, 1 - part);
        pose.add(t, to, part);
      }
      from = to;
      begin += length;
    }
    return pose;
  }

  /** A motion that would repeat, but is over before it does, or a little later. */
  private static Track once(Studio studio, int features) {
    Draws draws = studio.draws();
    double period = studio.frames() / draws.uniform(0.3, 1.4);
    return Choreography.draw(draws, Cycles.draw(draws, studio.frames(), period), features).track();
  }

  /** The sum of a pace that wanders, less its own slow part. */
  private static Track unsteady(Studio studio, int features) {
    Draws draws = studio.draws();
    Track pose = SmoothNoise.draw(draws, studio.frames(), draws.logUniform(2, 12), features);
    for (int t = 1; t < studio.frames(); t++) {
      pose.add(t, pose.at(t - 1), 1);
    }
    return pose.add(slow(pose, 25), -1);
  }

  private static Track slow(Track track, double length) {
    Track slow = Track.zeros(track.frames(), track.features());
    for (int t = 0; t < track.frames(); t++) {
      double sum = 0;
      for (int u = 0; u < track.frames(); u++) {
        sum += Math.exp(-0.5 * (u - t) * (u - t) / (length * length));
      }
      for (int u = 0; u < track.frames(); u++) {
        double weight = Math.exp(-0.5 * (u - t) * (u - t) / (length * length)) / sum;
        slow.add(t, track.at(u), weight);
      }
    }
    return slow;
  }
}
