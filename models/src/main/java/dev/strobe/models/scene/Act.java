package dev.strobe.models.scene;

import dev.strobe.models.synthetic.Choreography;
import dev.strobe.models.synthetic.Cycles;
import dev.strobe.models.synthetic.Draws;
import dev.strobe.models.synthetic.Movement;
import dev.strobe.models.synthetic.Track;

/**
 * A pose over time, and where it repeats.
 *
 * @param pose its numbers, frame by frame, of standard deviation about 1
 * @param period frames of the cycle each frame belongs to, 0 where nothing repeats
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares acts
record Act(Track pose, float[] period) {

  /** A pose that repeats from end to end in cycles of about {@code period} frames. */
  static Act repeating(Studio studio, int features, double period) {
    Cycles cycles = cycles(studio, period);
    return of(studio, Choreography.draw(studio.draws(), cycles, features), period);
  }

  /** The same, with two sides that take turns. */
  static Act alternating(Studio studio, int features, double period) {
    Cycles cycles = cycles(studio, period);
    return of(studio, Choreography.alternation(studio.draws(), cycles, features), period);
  }

  /** A pose of two numbers that swings evenly, the second a little behind or ahead of the first. */
  static Act swinging(Studio studio, double period) {
    Cycles cycles = cycles(studio, period);
    double ahead = studio.draws().uniform(-1, 1);
    Track pose = Track.zeros(studio.frames(), 2);
    for (int t = 0; t < studio.frames(); t++) {
      pose.at(t)[0] = Math.sin(cycles.angle(t, 1));
      pose.at(t)[1] = Math.sin(cycles.angle(t, 1) + ahead);
    }
    return of(studio, new Movement(pose, cycles), period);
  }

  /** The same pose, of which every half cycle counts. */
  Act halved() {
    float[] half = period.clone();
    for (int t = 0; t < half.length; t++) {
      half[t] /= 2;
    }
    return new Act(pose, half);
  }

  private static Cycles cycles(Studio studio, double period) {
    Draws draws = studio.draws();
    Cycles cycles = Cycles.draw(draws, studio.frames(), period);
    return draws.chance(0.12)
        ? cycles.pacedFrom(draws.integer(0, studio.frames()), draws.logUniform(0.6, 1.7))
        : cycles;
  }

  private static Act of(Studio studio, Movement movement, double period) {
    Draws draws = studio.draws();
    Track pose = movement.track().scaleLiveliestToOne();
    float[] periods = new float[studio.frames()];
    for (int t = 0; t < periods.length; t++) {
      periods[t] = (float) movement.cycles().periodAt(t);
    }
    if (draws.chance(0.5)) {
      double strength = draws.uniform(0, 0.4);
      Track swell = studio.wander(Math.max(period, 3), 1);
      for (int t = 0; t < periods.length; t++) {
        pose.scale(t, 1 + strength * swell.at(t)[0]);
      }
    }
    if (draws.chance(0.6)) {
      double length = Math.max(period * draws.uniform(0.3, 1), 1);
      pose.add(studio.wander(length, pose.features()), draws.uniform(0, 0.4));
    }
    return new Act(pose, periods);
  }

  /** Makes the motion swell and shrink, but never end. */
  Act swelling(Studio studio, double period) {
    Track swell = studio.wander(period * studio.draws().uniform(1.2, 3), 1);
    for (int t = 0; t < pose.frames(); t++) {
      pose.scale(t, Math.max(0.2, 0.8 + 0.6 * swell.at(t)[0]));
    }
    return this;
  }

  /**
   * Repeats within the spans only and moves as {@code other} between them, without a jump.
   *
   * @param soft frames over which one motion turns into the other, on either side of a border
   */
  Act within(Spans spans, Track other, int soft) {
    Track joined = other.joinedTo(pose, spans.inside());
    Track mixed = Track.zeros(pose.frames(), pose.features());
    float[] periods = new float[period.length];
    for (int t = 0; t < periods.length; t++) {
      double part = spans.nearness(t, soft);
      mixed.add(t, pose.at(t), part);
      mixed.add(t, joined.at(t), 1 - part);
      periods[t] = spans.inside()[t] ? period[t] : 0;
    }
    return new Act(mixed, periods);
  }
}
