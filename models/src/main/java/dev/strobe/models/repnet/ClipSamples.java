package dev.strobe.models.repnet;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/** Takes the samples of windows out of the sums of a clip's frames. */
final class ClipSamples {

  private final Ops tf;
  private final Operand<TInt32> first;
  private final Operand<TInt32> end;
  private final Operand<TInt32> lastFrame;
  private final Operand<TInt32> count;
  private final Operand<TFloat64> missing;
  private final Operand<TFloat64> taken;

  /**
   * @param windows of one region each
   * @param region of every window, [window]
   * @param regions how many a frame has
   * @param count frames of the clip, scalar
   */
  ClipSamples(
      Ops tf,
      SampleRule rule,
      SampleWindows windows,
      Operand<TInt32> region,
      int regions,
      Operand<TInt32> count) {
    this.tf = tf;
    Operand<TInt32> frames = windows.frames(tf);
    Operand<TInt32> strides = tf.expandDims(windows.strides(), tf.constant(1));
    Operand<TInt32> many =
        switch (rule) {
          case FIRST_FRAME -> tf.onesLike(strides);
          case MEAN -> strides;
        };
    Operand<TInt32> past = tf.math.add(frames, many);
    Operand<TInt32> there = tf.math.minimum(past, count);
    Operand<TInt32> column = tf.expandDims(region, tf.constant(1));
    Operand<TInt32> before = tf.math.maximum(tf.math.sub(count, tf.constant(1)), tf.constant(0));
    this.first = row(frames, column, regions);
    this.end = row(there, column, regions);
    this.lastFrame = row(before, column, regions);
    this.count = row(count, column, regions);
    this.missing = weight(tf.math.sub(past, there));
    this.taken = weight(many);
  }

  /** From sums [(frame + 1) * region, feature] to [window, row, feature]. */
  Operand<TFloat32> of(Operand<TFloat64> sums) {
    Operand<TFloat64> there = between(sums, first, end);
    Operand<TFloat64> last = between(sums, lastFrame, count);
    Operand<TFloat64> all = tf.math.add(there, tf.math.mul(missing, last));
    return tf.dtypes.cast(tf.math.div(all, taken), TFloat32.class);
  }

  private Operand<TFloat64> between(
      Operand<TFloat64> sums, Operand<TInt32> from, Operand<TInt32> to) {
    Operand<TInt32> zero = tf.constant(0);
    return tf.math.sub(tf.gather(sums, to, zero), tf.gather(sums, from, zero));
  }

  private Operand<TInt32> row(Operand<TInt32> frame, Operand<TInt32> region, int regions) {
    return tf.math.add(tf.math.mul(frame, tf.constant(regions)), region);
  }

  private Operand<TFloat64> weight(Operand<TInt32> numbers) {
    return tf.dtypes.cast(tf.expandDims(numbers, tf.constant(2)), TFloat64.class);
  }
}
