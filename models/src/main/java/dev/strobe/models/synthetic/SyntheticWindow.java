package dev.strobe.models.synthetic;

/**
 * One training window: how unlike each other its frames are, and what repeats in it.
 *
 * <p>The array is not copied, since training reads a million values a second, and must not be
 * changed.
 */
public final class SyntheticWindow {

  /** Frames in a window. */
  public static final int FRAMES = 64;

  private final float[] distances;
  private final Trajectory truth;

  SyntheticWindow(float[] distances, Trajectory truth) {
    this.distances = distances;
    this.truth = truth;
  }

  /** Distances [row frame, column frame] in row order, of mean 1 unless the window stands still. */
  public float[] distances() {
    return distances;
  }

  /** Length in frames of the cycle a frame belongs to; means nothing where not periodic. */
  public double periodAt(int frame) {
    return truth.periodAt(frame);
  }

  /** Whether a frame belongs to a repetition that can be counted. */
  public boolean periodicAt(int frame) {
    return truth.periodicAt(frame);
  }
}
