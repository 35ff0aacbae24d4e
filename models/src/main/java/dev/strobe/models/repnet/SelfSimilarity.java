package dev.strobe.models.repnet;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Sum;
import org.tensorflow.op.math.Mean;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;

/**
 * How unlike the frames of a window are: distances between their directions as seen from the
 * window's mean, relative to the mean distance.
 *
 * <p>Both divisions have a floor well above rounding and below the smallest motion that eight-bit
 * pixels show, so the noise of a still window is not blown up to look like motion.
 */
final class SelfSimilarity {

  /** Length of a difference from the mean below which it counts as noise; grey 0.4 of 255. */
  private static final float LENGTH_FLOOR = 0.02f;

  /** Mean distance below which a window counts as still. */
  private static final float DISTANCE_FLOOR = 0.05f;

  /**
   * Added under the root of a distance of at most 2, whose root is taken off again: the difference
   * of two equal frames is rounding, and a plain root would make a thousand times more of it.
   */
  private static final float ROOT_FLOOR = 1e-3f;

  private final Ops tf;

  SelfSimilarity(Ops tf) {
    this.tf = tf;
  }

  /** From [window, frame, feature] to distances [window, frame, frame], of mean about 1. */
  Operand<TFloat32> distances(Operand<TFloat32> windows) {
    var features = tf.constant(new int[] {2});
    var centred =
        tf.math.sub(
            windows, tf.math.mean(windows, tf.constant(new int[] {1}), Mean.keepDims(true)));
    var lengths = tf.math.sqrt(tf.sum(tf.math.square(centred), features, Sum.keepDims(true)));
    var directions = tf.math.div(centred, tf.math.add(lengths, tf.constant(LENGTH_FLOOR)));
    var distances = euclidean(directions);
    var mean = tf.math.mean(distances, tf.constant(new int[] {1, 2}), Mean.keepDims(true));
    return tf.math.div(distances, tf.math.add(mean, tf.constant(DISTANCE_FLOOR)));
  }

  private Operand<TFloat32> euclidean(Operand<TFloat32> vectors) {
    var products = tf.train.batchMatMul(vectors, vectors, TFloat32.class, BatchMatMul.adjY(true));
    var squares = tf.sum(tf.math.square(vectors), tf.constant(new int[] {2}));
    var rows = tf.expandDims(squares, tf.constant(2));
    var columns = tf.expandDims(squares, tf.constant(1));
    var squared = tf.math.sub(tf.math.add(rows, columns), tf.math.mul(products, tf.constant(2f)));
    var floor = tf.constant(ROOT_FLOOR);
    var root = tf.math.sqrt(tf.math.add(tf.math.maximum(squared, tf.constant(0f)), floor));
    return tf.math.sub(root, tf.math.sqrt(floor));
  }
}
