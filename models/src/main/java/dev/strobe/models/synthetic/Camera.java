package dev.strobe.models.synthetic;

/**
 * What lies between a motion and the features of its frames: a moving camera, cuts, the saturation
 * of pixels, sensor noise, duplicated frames and a tail of one repeated frame.
 */
final class Camera {

  private static final int PIXELS = 48;
  private static final int BACKGROUND = 8;

  private Camera() {}

  /** Films a trajectory: draws what disturbs it and returns what is seen. */
  static Trajectory film(Draws draws, Trajectory trajectory) {
    disturb(draws, trajectory.track());
    Track seen = draws.chance(0.7) ? saturate(draws, trajectory.track()) : trajectory.track();
    Track noisy = addNoise(draws, seen.scaleAverageToOne().widened(BACKGROUND));
    Trajectory filmed = trajectory.seenAs(noisy);
    if (draws.chance(0.08)) {
      duplicateFrames(noisy, draws.integer(2, 4));
    }
    if (draws.chance(0.16)) {
      holdFrom(filmed, draws.integer(12, filmed.frames()));
    }
    return filmed;
  }

  private static void disturb(Draws draws, Track track) {
    if (draws.chance(0.1)) {
      return;
    }
    if (draws.chance(0.6)) {
      addWander(draws, track, draws.uniform(8, 60), draws.logUniform(0.05, 4));
    }
    if (draws.chance(0.3)) {
      addPan(draws, track, draws.uniform(0, 4));
    }
    if (draws.chance(0.25)) {
      addWander(draws, track, draws.uniform(0.6, 2), draws.uniform(0, 0.5));
    }
    if (draws.chance(0.1)) {
      addRipple(draws, track);
    }
    if (draws.chance(0.08)) {
      cut(draws, track, draws.integer(5, track.frames() - 5), draws.uniform(0.5, 4));
    }
  }

  /** Slow drift or quick shake, by its correlation length. */
  private static void addWander(Draws draws, Track track, double length, double strength) {
    track.add(SmoothNoise.draw(draws, track.frames(), length, track.features()), strength);
  }

  private static void addPan(Draws draws, Track track, double strength) {
    double[] direction = draws.gaussians(track.features());
    for (int t = 0; t < track.frames(); t++) {
      track.add(t, direction, strength * (2.0 * t / (track.frames() - 1) - 1));
    }
  }

  /** Something else in the picture that repeats at its own pace. */
  private static void addRipple(Draws draws, Track track) {
    double[] direction = draws.gaussians(track.features());
    double period = draws.logUniform(2.5, 40);
    double shift = draws.uniform(0, 2 * Math.PI);
    for (int t = 0; t < track.frames(); t++) {
      track.add(t, direction, 0.3 * Math.cos(2 * Math.PI * t / period + shift));
    }
  }

  private static void cut(Draws draws, Track track, int frame, double strength) {
    double[] jump = draws.gaussians(track.features());
    for (int t = frame; t < track.frames(); t++) {
      track.add(t, jump, strength);
    }
  }

  /** A pixel answers a moving edge for a while only: cosines of random projections do the same. */
  private static Track saturate(Draws draws, Track track) {
    double sharpness = draws.logUniform(0.15, 1.6);
    Track pixels = Track.zeros(track.frames(), PIXELS);
    for (int i = 0; i < PIXELS; i++) {
      double[] direction = draws.gaussians(track.features());
      double shift = draws.uniform(0, 2 * Math.PI);
      for (int t = 0; t < track.frames(); t++) {
        pixels.at(t)[i] = Math.cos(sharpness * dot(direction, track.at(t)) + shift);
      }
    }
    return pixels;
  }

  private static Track addNoise(Draws draws, Track track) {
    double strength = draws.logUniform(0.01, 0.6);
    for (int t = 0; t < track.frames(); t++) {
      track.add(t, draws.gaussians(track.features()), strength);
    }
    return track;
  }

  /** A low frame rate stored at a high one. */
  private static void duplicateFrames(Track track, int times) {
    for (int t = 0; t < track.frames(); t++) {
      track.copy(t - t % times, t);
    }
  }

  /** The clip ends before the window does: the last frame stands still and repeats nothing. */
  private static void holdFrom(Trajectory trajectory, int frame) {
    for (int t = frame; t < trajectory.frames(); t++) {
      trajectory.track().copy(frame - 1, t);
    }
    trajectory.stop(frame, trajectory.frames());
    trajectory.dropUncountable(frame);
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}
