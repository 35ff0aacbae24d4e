package dev.strobe.models.synthetic;

import java.util.Arrays;

/** A drawn motion with its truth: which frames repeat, and how long their cycles are. */
final class Trajectory {

  /** Cycles a window must show before they count as repeating. */
  private static final double FEWEST_CYCLES = 1.9;

  private static final double SHORTEST_PERIOD = 2.6;
  private static final double LONGEST_PERIOD = 32.6;

  private final Track track;
  private final double[] periods;
  private final boolean[] periodic;

  private Trajectory(Track track, double[] periods, boolean[] periodic) {
    this.track = track;
    this.periods = periods;
    this.periodic = periodic;
  }

  /** A trajectory that repeats from beginning to end. */
  static Trajectory of(Movement movement) {
    Track track = movement.track();
    double[] periods = new double[track.frames()];
    for (int t = 0; t < periods.length; t++) {
      periods[t] = movement.cycles().periodAt(t);
    }
    boolean[] periodic = new boolean[periods.length];
    Arrays.fill(periodic, true);
    return new Trajectory(track, periods, periodic);
  }

  /** A trajectory in which nothing is periodic. */
  static Trajectory aperiodic(Track track) {
    return new Trajectory(track, new double[track.frames()], new boolean[track.frames()]);
  }

  /** The same truth about other features. */
  Trajectory seenAs(Track seen) {
    return new Trajectory(seen, periods, periodic);
  }

  /** Features, frame by frame; they may be changed. */
  Track track() {
    return track;
  }

  int frames() {
    return periodic.length;
  }

  /** Length in frames of the cycle at a frame; means nothing where not periodic. */
  double periodAt(int frame) {
    return periods[frame];
  }

  /** Whether a frame belongs to a repetition that can be counted. */
  boolean periodicAt(int frame) {
    return periodic[frame];
  }

  /** Takes back the label of the frames in [from, to). */
  void stop(int from, int to) {
    Arrays.fill(periodic, from, to, false);
  }

  /** Takes back the label where the cycle is too short or too long to be counted. */
  void dropUncountable(int visibleFrames) {
    for (int t = 0; t < periodic.length; t++) {
      double period = periods[t];
      periodic[t] &=
          period >= SHORTEST_PERIOD
              && period <= LONGEST_PERIOD
              && visibleFrames >= FEWEST_CYCLES * period;
    }
  }
}
