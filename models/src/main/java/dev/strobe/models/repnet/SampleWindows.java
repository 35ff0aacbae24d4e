package dev.strobe.models.repnet;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Cumsum;
import org.tensorflow.types.TInt32;

/**
 * Which samples make which window. A clip of {@code f} frames has {@code m = ceil(f / s)} samples
 * of stride {@code s}.
 *
 * @param strides stride of every window, int32 [window]
 * @param starts first sample of every window, int32 [window]
 * @param counts samples that a window has, at most 64, int32 [window]
 */
public record SampleWindows(
    Operand<TInt32> strides, Operand<TInt32> starts, Operand<TInt32> counts) {

  /** Keeps frame numbers far from the end of 32 bits. */
  private static final int LARGEST_STRIDE = 1 << 16;

  /**
   * All windows of a clip: for every stride in the given order they start at samples 0, 32, 64, ...
   * while they are full, and one more at {@code m - 64} ends with the clip; if {@code m <= 64}
   * there is one, of {@code m} samples. A clip without frames has none.
   *
   * @param frameCount number of frames in the clip, int32 scalar
   * @param given strides asked for, int32 [stride]; a run fails unless each is in [1, 65536]
   */
  static SampleWindows of(Ops tf, Operand<TInt32> frameCount, Operand<TInt32> given) {
    Operand<TInt32> zero = tf.constant(0);
    Operand<TInt32> one = tf.constant(1);
    Operand<TInt32> each = checked(tf, given);
    Operand<TInt32> samples =
        tf.math.floorDiv(tf.math.sub(tf.math.add(frameCount, each), one), each);
    Operand<TInt32> last =
        tf.math.maximum(tf.math.sub(samples, tf.constant(JointSpec.WINDOW)), zero);
    Operand<TInt32> hop = tf.constant(JointSpec.HOP);
    Operand<TInt32> hops = tf.math.floorDiv(tf.math.add(last, tf.constant(JointSpec.HOP - 1)), hop);
    Operand<TInt32> counts = tf.math.add(hops, tf.math.minimum(samples, one));
    Operand<TInt32> numbers = tf.range(zero, tf.sum(counts, zero), one);
    Operand<TInt32> which = strideOf(tf, numbers, tf.math.cumsum(counts, zero));
    Operand<TInt32> begins = tf.math.cumsum(counts, zero, Cumsum.exclusive(true));
    Operand<TInt32> hopStarts =
        tf.math.mul(tf.math.sub(numbers, tf.gather(begins, which, zero)), hop);
    return new SampleWindows(
        tf.gather(given, which, zero),
        tf.math.minimum(hopStarts, tf.gather(last, which, zero)),
        tf.math.minimum(tf.gather(samples, which, zero), tf.constant(JointSpec.WINDOW)));
  }

  /** Windows of 64 frames of {@code frameCount}, one after the other. */
  static SampleWindows sideBySide(Ops tf, Operand<TInt32> frameCount) {
    Operand<TInt32> rows = tf.constant(JointSpec.WINDOW);
    Operand<TInt32> starts = tf.range(tf.constant(0), frameCount, tf.constant(JointSpec.WINDOW));
    return new SampleWindows(tf.onesLike(starts), starts, tf.math.mul(tf.onesLike(starts), rows));
  }

  /** The clip's number of every row's first frame, int32 [window, 64]; the last sample repeats. */
  Operand<TInt32> frames(Ops tf) {
    Operand<TInt32> column = tf.constant(1);
    Operand<TInt32> samples =
        tf.math.add(tf.expandDims(starts, column), new WindowRows(tf, counts).sample());
    return tf.math.mul(samples, tf.expandDims(strides, column));
  }

  /** First frame of every window, int32 [window]. */
  Operand<TInt32> startFrames(Ops tf) {
    return tf.math.mul(starts, strides);
  }

  /** For every window the index of its stride: how many strides end at or before it. */
  private static Operand<TInt32> strideOf(Ops tf, Operand<TInt32> numbers, Operand<TInt32> ends) {
    var passed =
        tf.math.greaterEqual(
            tf.expandDims(numbers, tf.constant(1)), tf.expandDims(ends, tf.constant(0)));
    return tf.sum(tf.dtypes.cast(passed, TInt32.class), tf.constant(1));
  }

  private static Operand<TInt32> checked(Ops tf, Operand<TInt32> given) {
    var allowed =
        tf.math.logicalAnd(
            tf.math.greaterEqual(given, tf.constant(1)),
            tf.math.lessEqual(given, tf.constant(LARGEST_STRIDE)));
    var check =
        tf.assertThat(
            tf.all(allowed, tf.constant(0)),
            List.of(tf.constant("strides must be in [1, " + LARGEST_STRIDE + "] but were"), given));
    return tf.withControlDependencies(check).identity(given);
  }
}
