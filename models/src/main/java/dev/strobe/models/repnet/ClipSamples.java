package dev.strobe.models.repnet;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/** Takes the samples of windows out of the features of a clip's frames. */
final class ClipSamples {

  private final Ops tf;
  private final SampleRule rule;
  private final Operand<TInt32> frames;
  private final Operand<TInt32> strides;

  ClipSamples(Ops tf, SampleRule rule, SampleWindows windows) {
    this.tf = tf;
    this.rule = rule;
    this.frames = windows.frames(tf);
    this.strides = tf.expandDims(windows.strides(), tf.constant(1));
  }

  /** From features [frame, feature] to [window, row, feature]. */
  Operand<TFloat32> of(Operand<TFloat32> features) {
    return switch (rule) {
      case FIRST_FRAME -> tf.gather(features, frames, tf.constant(0));
      case MEAN -> means(features);
    };
  }

  /** Differences of sums over all frames before, in double precision so that nothing is lost. */
  private Operand<TFloat32> means(Operand<TFloat32> features) {
    Operand<TInt32> zero = tf.constant(0);
    var exact = tf.dtypes.cast(features, TFloat64.class);
    Operand<TFloat64> sums =
        tf.pad(
            tf.math.cumsum(exact, zero),
            tf.constant(new int[][] {{1, 0}, {0, 0}}),
            tf.constant(0.0));
    Operand<TInt32> count = tf.gather(tf.shape(features), zero, zero);
    Operand<TInt32> past = tf.math.add(frames, strides);
    Operand<TInt32> end = tf.math.minimum(past, count);
    Operand<TFloat64> there =
        tf.math.sub(tf.gather(sums, end, zero), tf.gather(sums, frames, zero));
    Operand<TInt32> lastFrame = tf.math.maximum(tf.math.sub(count, tf.constant(1)), zero);
    Operand<TFloat64> last =
        tf.math.sub(tf.gather(sums, count, zero), tf.gather(sums, lastFrame, zero));
    Operand<TFloat64> missing = weight(tf.math.sub(past, end));
    Operand<TFloat64> all = tf.math.add(there, tf.math.mul(missing, last));
    return tf.dtypes.cast(tf.math.div(all, weight(strides)), TFloat32.class);
  }

  private Operand<TFloat64> weight(Operand<TInt32> numbers) {
    return tf.dtypes.cast(tf.expandDims(numbers, tf.constant(2)), TFloat64.class);
  }
}
