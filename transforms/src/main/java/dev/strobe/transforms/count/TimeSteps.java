package dev.strobe.transforms.count;

/**
 * A video in steps of four frames, the last of which may be shorter: fine enough for the borders of
 * what repeats, and a quarter of the work of single frames.
 *
 * @param frames frames of the video, at least 1
 */
record TimeSteps(int frames) {
  static final int LENGTH = 4;

  int count() {
    return (frames + LENGTH - 1) / LENGTH;
  }

  /** The frame that stands for a step. */
  int middle(int step) {
    return Math.min(step * LENGTH + LENGTH / 2, frames - 1);
  }

  int framesOf(int step) {
    return Math.min(LENGTH, frames - step * LENGTH);
  }
}
