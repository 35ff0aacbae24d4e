package dev.strobe.models.repnet;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;

/**
 * The parts of a frame that are looked at, each a picture of 48 x 48: the whole at half its
 * resolution, and its corners and its middle as they are. What repeats is often small in the
 * picture, and beside it other things move.
 */
final class Regions {

  private static final int SIDE = JointSpec.SIDE;

  /** Where the corners and the middle begin, in pixels below and to the right of the top left. */
  private static final int[][] CLOSE_UPS = {
    {0, 0}, {0, SIDE}, {SIDE / 2, SIDE / 2}, {SIDE, 0}, {SIDE, SIDE}
  };

  /** How many regions a frame has. */
  static final int COUNT = 1 + CLOSE_UPS.length;

  private final Ops tf;

  Regions(Ops tf) {
    this.tf = tf;
  }

  /**
   * The regions of frames, the whole first: [frame, region, 48, 48].
   *
   * @param pixels whole frames of {@link JointSpec#FRAME_SIDE} rows and columns in row order
   */
  Operand<TFloat32> of(Operand<TFloat32> pixels) {
    int frameSide = JointSpec.FRAME_SIDE;
    Operand<TFloat32> frames =
        tf.reshape(pixels, tf.constant(new int[] {-1, frameSide, frameSide}));
    List<Operand<TFloat32>> regions = new ArrayList<>();
    regions.add(halved(frames));
    for (int[] corner : CLOSE_UPS) {
      regions.add(
          tf.stridedSlice(
              frames,
              Indices.all(),
              Indices.slice(corner[0], corner[0] + SIDE),
              Indices.slice(corner[1], corner[1] + SIDE)));
    }
    return tf.stack(regions, Stack.axis(1L));
  }

  /** Means of two by two pixels. */
  private Operand<TFloat32> halved(Operand<TFloat32> frames) {
    var pairs = tf.reshape(frames, tf.constant(new int[] {-1, SIDE, 2, SIDE, 2}));
    return tf.math.mean(pairs, tf.constant(new int[] {2, 4}));
  }
}
