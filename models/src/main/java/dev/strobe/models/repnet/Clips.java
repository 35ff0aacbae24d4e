package dev.strobe.models.repnet;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * How the frames of a request belong together: clips of equal length, one after the other.
 *
 * @param count how many there are, scalar
 * @param length frames of each, scalar
 */
record Clips(Operand<TInt32> count, Operand<TInt32> length) {

  /** All frames are one clip. */
  static Clips one(Ops tf, Operand<TInt32> frames) {
    return new Clips(tf.constant(1), frames);
  }

  /** Every 64 frames are one, for windows that are asked for by themselves. */
  static Clips windows(Ops tf, Operand<TInt32> frames) {
    Operand<TInt32> length = tf.constant(JointSpec.WINDOW);
    return new Clips(tf.math.floorDiv(frames, length), length);
  }

  /** From [frame, value] to [clip, frame, value]. */
  Operand<TFloat32> apart(Ops tf, Operand<TFloat32> rows, int values) {
    return tf.reshape(rows, tf.stack(List.of(count, length, tf.constant(values))));
  }

  /** From [clip, value] to [frame, value], the same for all frames of a clip. */
  Operand<TFloat32> forFrames(Ops tf, Operand<TFloat32> rows, int values) {
    Operand<TFloat32> each = tf.expandDims(rows, tf.constant(1));
    Operand<TFloat32> all =
        tf.broadcastTo(each, tf.stack(List.of(count, length, tf.constant(values))));
    return tf.reshape(all, tf.stack(List.of(tf.math.mul(count, length), tf.constant(values))));
  }
}
