package dev.strobe.models.synthetic;

/**
 * Draws motions in feature space: repeating ones of many shapes and speeds, partly repeating ones,
 * and some that stand still, do not repeat, or repeat too slowly or too fast to be counted.
 */
final class TrajectoryGenerator {

  private final int frames;

  TrajectoryGenerator(int frames) {
    this.frames = frames;
  }

  /** Draws a motion as it is before anything disturbs it. */
  Trajectory draw(Draws draws) {
    int features = draws.oneOf(2, 3, 4, 6, 10);
    double fate = draws.uniform(0, 1);
    if (fate < 0.08) {
      return Trajectory.aperiodic(Track.zeros(frames, features));
    }
    if (fate < 0.26) {
      return Trajectory.aperiodic(wander(draws, features));
    }
    if (fate < 0.34) {
      return repeating(draws, draws.uniform(33, 90), features);
    }
    if (fate < 0.38) {
      return repeating(draws, draws.uniform(1.2, 2.6), features);
    }
    return repeating(draws, draws.logUniform(3, 32.4), features);
  }

  private Track wander(Draws draws, int features) {
    if (draws.chance(0.25)) {
      return SmoothNoise.draw(draws, frames, draws.uniform(5, 40), features)
          .scale(draws.uniform(0, 0.3));
    }
    Track track = SmoothNoise.draw(draws, frames, draws.logUniform(1, 25), features);
    if (draws.chance(0.5)) {
      track.add(
          SmoothNoise.draw(draws, frames, draws.logUniform(1, 10), features), draws.uniform(0, 1));
    }
    return track;
  }

  private Trajectory repeating(Draws draws, double period, int features) {
    Movement movement = Choreography.draw(draws, Cycles.draw(draws, frames, period), features);
    vary(draws, movement.track().scaleLiveliestToOne(), period);
    Trajectory trajectory = Trajectory.of(movement);
    if (draws.chance(0.3)) {
      interrupt(draws, trajectory, period);
    }
    trajectory.dropUncountable(frames);
    return trajectory;
  }

  /** No two cycles are alike: their size and their path change. */
  private void vary(Draws draws, Track track, double period) {
    if (draws.chance(0.5)) {
      double strength = draws.uniform(0, 0.5);
      Track size = SmoothNoise.draw(draws, frames, Math.max(period, 3), 1);
      for (int t = 0; t < frames; t++) {
        track.scale(t, 1 + strength * size.at(t)[0]);
      }
    }
    if (draws.chance(0.6)) {
      double length = Math.max(period * draws.uniform(0.3, 1), 1);
      track.add(SmoothNoise.draw(draws, frames, length, track.features()), draws.uniform(0, 0.5));
    }
  }

  /** Leaves the repetition only a part of the window, of two cycles at least; else does nothing. */
  private void interrupt(Draws draws, Trajectory trajectory, double period) {
    int one = draws.integer(0, frames);
    int other = draws.integer(0, frames);
    boolean fromStart = draws.chance(0.5);
    boolean toEnd = !fromStart && draws.chance(0.5);
    int begin = fromStart ? 0 : Math.min(one, other);
    int end = toEnd ? frames : Math.max(one, other);
    if (end - begin < 2 * period) {
      return;
    }
    Track track = trajectory.track();
    Track aside = aside(draws, track, begin);
    double[] meeting = track.at(begin > 0 ? begin : end - 1).clone();
    double[] asideMeeting = aside.at(begin > 0 ? begin : end - 1).clone();
    for (int t = 0; t < frames; t++) {
      if (t < begin || t >= end) {
        aside.add(t, asideMeeting, -1);
        aside.add(t, meeting, 1);
        System.arraycopy(aside.at(t), 0, track.at(t), 0, meeting.length);
        trajectory.stop(t, t + 1);
      }
    }
  }

  /** What is seen instead of the repetition: something aimless, or hardly any motion at all. */
  private Track aside(Draws draws, Track track, int begin) {
    Track aside =
        SmoothNoise.draw(draws, frames, draws.logUniform(2, 30), track.features())
            .scale(draws.uniform(0, 1.2));
    if (draws.chance(0.5)) {
      aside.scale(0.3);
      for (int t = 0; t < frames; t++) {
        aside.add(t, track.at(Math.min(begin, frames - 1)), 1);
      }
    }
    return aside;
  }
}
