package dev.strobe.transforms.infer;

import java.util.Arrays;

/**
 * Tells frames that repeat the one before them: by little change among frames that change a lot, as
 * where a frame rate was raised, or by next to none at all, as where a picture is held. Looks 8
 * frames back and 8 ahead. Used by one thread.
 */
final class RepeatRule {
  /** Frames to either side of the one in question. */
  static final int REACH = 8;

  /** Mean change of a byte, of 255, below which a picture is held. */
  private static final double HELD = 0.05;

  /** The same, below which a frame repeats if the others around it change a lot more. */
  private static final double REPEATED = 0.6;

  /** How much less it changes than those. */
  private static final double PART_OF_MOTION = 0.15;

  private static final double MOTION_QUANTILE = 0.9;
  private static final int ROOM = 32;

  /** The last changes; the one of frame t stands at t modulo the room. */
  private final double[] changes = new double[ROOM];

  private int frames;

  /**
   * Takes the next frame.
   *
   * @param change mean difference to the frame before, in 0..255; of the first frame anything
   */
  void add(double change) {
    changes[frames % ROOM] = change;
    frames++;
  }

  /** Frames taken. */
  int frames() {
    return frames;
  }

  /**
   * Whether a frame is to be left out; by the frames taken so far, so there should be {@link
   * #REACH} behind it unless the video ends before.
   */
  boolean repeats(int frame) {
    double change = changes[frame % ROOM];
    if (frame == 0 || change >= REPEATED) {
      return false;
    }
    return change < HELD || change < PART_OF_MOTION * motionAround(frame);
  }

  private double motionAround(int frame) {
    int from = Math.max(1, frame - REACH);
    int to = Math.min(frames - 1, frame + REACH);
    double[] around = new double[to - from + 1];
    for (int i = 0; i < around.length; i++) {
      around[i] = changes[(from + i) % ROOM];
    }
    Arrays.sort(around);
    double at = MOTION_QUANTILE * (around.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, around.length - 1);
    return around[below] + (at - below) * (around[above] - around[below]);
  }
}
