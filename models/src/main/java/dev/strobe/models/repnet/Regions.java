package dev.strobe.models.repnet;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.image.ImageProjectiveTransformV3;
import org.tensorflow.types.TFloat32;

/**
 * The parts of a frame that are looked at, each a picture of 48 x 48: the whole at half its
 * resolution and the middle as it is; both again of the frame moved back to where a calm camera
 * would have it, and of that the half in which most changes and the quarter in which most does.
 * What repeats is often small in the picture, beside it other things move, and so does the camera.
 */
final class Regions {

  private static final int SIDE = JointSpec.SIDE;

  /** Where the middle of a frame begins, in pixels of the frame both down and to the right. */
  private static final int MIDDLE = (JointSpec.FRAME_SIDE - SIDE) / 2;

  /** How many regions a frame has. */
  static final int COUNT = 6;

  /** Numbers that tell where the regions of a frame are: three points, each down and right. */
  static final int PLACES = 6;

  // Of the numbers of a frame, where those of a point begin.
  private static final int MOVED = 0;
  private static final int HALF = 2;
  private static final int QUARTER = 4;

  private final Ops tf;

  Regions(Ops tf) {
    this.tf = tf;
  }

  /**
   * Where to look, [frame, {@link #PLACES}]; all in pixels of the frame, down and to the right.
   *
   * @param moved how far the frame is from where a calm camera would have it, [frame, 2]
   * @param half top left of the half in which most changes, [frame, 2]
   * @param quarter top left of the quarter in which most does, [frame, 2]
   */
  static Operand<TFloat32> places(
      Ops tf, Operand<TFloat32> moved, Operand<TFloat32> half, Operand<TFloat32> quarter) {
    return tf.concat(List.of(moved, half, quarter), tf.constant(1));
  }

  /**
   * The regions of frames, the whole first: [frame, region, 48, 48].
   *
   * @param frames [frame, 96, 96]
   * @param places [frame, {@link #PLACES}]
   */
  Operand<TFloat32> of(Operand<TFloat32> frames, Operand<TFloat32> places) {
    Operand<TFloat32> moved = point(places, MOVED);
    return tf.stack(
        List.of(
            whole(frames),
            middle(frames),
            steadyWhole(frames, moved),
            taken(frames, tf.math.add(moved, tf.constant((float) MIDDLE)), 1),
            taken(frames, tf.math.add(moved, point(places, HALF)), 1),
            taken(frames, tf.math.add(moved, point(places, QUARTER)), 0.5f)),
        Stack.axis(1L));
  }

  /** Means of two by two pixels, [frame, 48, 48]. */
  Operand<TFloat32> whole(Operand<TFloat32> frames) {
    var pairs = tf.reshape(frames, tf.constant(new int[] {-1, SIDE, 2, SIDE, 2}));
    return tf.math.mean(pairs, tf.constant(new int[] {2, 4}));
  }

  /** The whole of frames that have moved by [frame, 2] pixels, as it would be if they had not. */
  Operand<TFloat32> steadyWhole(Operand<TFloat32> frames, Operand<TFloat32> moved) {
    return taken(frames, moved, 2);
  }

  private Operand<TFloat32> middle(Operand<TFloat32> frames) {
    var middle = Indices.slice(MIDDLE, MIDDLE + SIDE);
    return tf.stridedSlice(frames, Indices.all(), middle, middle);
  }

  /** From [frame, {@link #PLACES}] to [frame, 2]. */
  private Operand<TFloat32> point(Operand<TFloat32> places, int from) {
    return tf.slice(places, tf.constant(new int[] {0, from}), tf.constant(new int[] {-1, 2}));
  }

  /**
   * A square of 48 steps that begins at a point, interpolated between pixels; what is outside of
   * the frame is as its border.
   *
   * @param corner top left, down and right, [frame, 2]
   * @param step pixels of the frame from one pixel of the square to the next
   */
  private Operand<TFloat32> taken(Operand<TFloat32> frames, Operand<TFloat32> corner, float step) {
    Operand<TFloat32> first = tf.math.add(corner, tf.constant((step - 1) / 2));
    Operand<TFloat32> down = tf.gather(first, tf.constant(new int[] {0}), tf.constant(1));
    Operand<TFloat32> right = tf.gather(first, tf.constant(new int[] {1}), tf.constant(1));
    Operand<TFloat32> zero = tf.zerosLike(down);
    Operand<TFloat32> scale = tf.math.add(zero, tf.constant(step));
    Operand<TFloat32> transforms =
        tf.concat(List.of(scale, zero, right, zero, scale, down, zero, zero), tf.constant(1));
    Operand<TFloat32> taken =
        tf.image.imageProjectiveTransformV3(
            tf.expandDims(frames, tf.constant(3)),
            transforms,
            tf.constant(new int[] {SIDE, SIDE}),
            tf.constant(0f),
            "BILINEAR",
            ImageProjectiveTransformV3.fillMode("NEAREST"));
    return tf.reshape(taken, tf.constant(new int[] {-1, SIDE, SIDE}));
  }
}
