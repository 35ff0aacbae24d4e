package dev.strobe.models.repnet;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Sum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The 64 rows of windows of which some have fewer samples: their last sample fills the rest. */
final class WindowRows {

  private final Ops tf;
  private final Operand<TInt32> counts;
  private final Operand<TInt32> numbers;

  /**
   * @param counts samples that each window has, int32 [window]
   */
  WindowRows(Ops tf, Operand<TInt32> counts) {
    this.tf = tf;
    this.counts = counts;
    this.numbers = tf.range(tf.constant(0), tf.constant(JointSpec.WINDOW), tf.constant(1));
  }

  /** The sample that a row shows, int32 [window, row]. */
  Operand<TInt32> sample() {
    return tf.math.minimum(
        tf.expandDims(numbers, tf.constant(0)),
        tf.math.sub(tf.expandDims(counts, tf.constant(1)), tf.constant(1)));
  }

  /** 1 for rows that are samples, 0 for those that only fill, [window, row]. */
  Operand<TFloat32> inside() {
    var inside =
        tf.math.less(tf.expandDims(numbers, tf.constant(0)), tf.expandDims(counts, tf.constant(1)));
    return tf.dtypes.cast(inside, TFloat32.class);
  }

  /** What each row counts in a mean over the samples, [window, row]. */
  Operand<TFloat32> shares() {
    return tf.math.div(inside(), tf.expandDims(count(), tf.constant(1)));
  }

  /** Samples that each window has, [window]. */
  Operand<TFloat32> count() {
    return tf.dtypes.cast(counts, TFloat32.class);
  }

  /** Gives the rows that only fill the value of the last sample, of values [window, row]. */
  Operand<TFloat32> filled(Operand<TFloat32> values) {
    var flat = tf.reshape(values, tf.constant(new int[] {-1}));
    return tf.gather(flat, rowOf(1), tf.constant(0));
  }

  /** The same for both sides of symmetric matrices [window, view, row, row]. */
  Operand<TFloat32> filledOnBothSides(Operand<TFloat32> matrices, int views) {
    int window = JointSpec.WINDOW;
    Operand<TInt32> rows =
        tf.reshape(rowOf(views), tf.constant(new int[] {-1})); // [window * view * row]
    var lines = tf.reshape(matrices, tf.constant(new int[] {-1, window}));
    var down = tf.gather(lines, rows, tf.constant(0));
    var square = tf.reshape(down, tf.constant(new int[] {-1, window, window}));
    var turned = tf.linalg.transpose(square, tf.constant(new int[] {0, 2, 1}));
    var across =
        tf.gather(tf.reshape(turned, tf.constant(new int[] {-1, window})), rows, tf.constant(0));
    return tf.reshape(across, tf.constant(new int[] {-1, window, window}));
  }

  /** Mean over the samples, of values [window, row, feature]: [window, 1, feature]. */
  Operand<TFloat32> mean(Operand<TFloat32> values) {
    return tf.sum(
        tf.math.mul(values, tf.expandDims(shares(), tf.constant(2))),
        tf.constant(new int[] {1}),
        Sum.keepDims(true));
  }

  /** Where a row's sample is among the rows of all views of all windows. */
  private Operand<TInt32> rowOf(int views) {
    int window = JointSpec.WINDOW;
    Operand<TInt32> zero = tf.constant(0);
    Operand<TInt32> windows = tf.range(zero, tf.size(counts), tf.constant(1));
    Operand<TInt32> first = tf.math.mul(windows, tf.constant(views * window));
    int[] viewStarts = new int[views];
    for (int view = 0; view < views; view++) {
      viewStarts[view] = view * window;
    }
    Operand<TInt32> firsts =
        tf.math.add(
            tf.reshape(first, tf.constant(new int[] {-1, 1, 1})),
            tf.reshape(tf.constant(viewStarts), tf.constant(new int[] {1, -1, 1})));
    Operand<TInt32> all = tf.math.add(firsts, tf.expandDims(sample(), tf.constant(1)));
    return views == 1 ? tf.reshape(all, tf.constant(new int[] {-1, window})) : all;
  }
}
