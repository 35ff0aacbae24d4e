package dev.strobe.models.synthetic;

/**
 * An endless, random-access set of {@link SyntheticWindow}s. A window depends on seed and index
 * alone, so windows may be made in any order and on any number of threads.
 */
public final class SyntheticWindows {

  private final long seed;
  private final Subject subject;

  private SyntheticWindows(long seed, Subject subject) {
    this.seed = seed;
    this.subject = subject;
  }

  /** Windows in which things move. */
  public static SyntheticWindows moving(long seed) {
    return new SyntheticWindows(seed, Subject.MOVING);
  }

  /**
   * The same windows with the same labels, but every motion stopped at its first frame: a model
   * trained or judged on them can learn nothing, or something is wrong.
   */
  public static SyntheticWindows motionless(long seed) {
    return new SyntheticWindows(seed, Subject.MOTIONLESS);
  }

  /** The window of an index; indices may be any number. */
  public SyntheticWindow at(long index) {
    Draws draws = Draws.of(seed, index);
    Trajectory motion = new TrajectoryGenerator(SyntheticWindow.FRAMES).draw(draws);
    if (subject == Subject.MOTIONLESS) {
      stop(motion.track());
    }
    Trajectory filmed = Camera.film(draws, motion);
    return Distances.window(draws, filmed);
  }

  private static void stop(Track track) {
    for (int t = 1; t < track.frames(); t++) {
      track.copy(0, t);
    }
  }

  private enum Subject {
    MOVING,
    MOTIONLESS
  }
}
