package dev.strobe.models.repnet;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Cumsum;
import org.tensorflow.types.TInt32;

/**
 * Which frames of a clip make which window: for every stride {@code s} in the given order, windows
 * start at frames 0, window * s, 2 * window * s, ... while there are frames; row {@code r} is frame
 * {@code start + r * s}, or the last one where the clip has ended.
 *
 * @param strides stride of every window, int32 [window]
 * @param starts first frame of every window, int32 [window]
 * @param frames frame numbers, int32 [window, row]
 */
record ClipWindows(Operand<TInt32> strides, Operand<TInt32> starts, Operand<TInt32> frames) {

  /** Keeps frame numbers far from the end of 32 bits. */
  private static final int LARGEST_STRIDE = 1 << 16;

  /**
   * Adds the arithmetic to the graph, without loops: it runs in the caller's thread.
   *
   * @param frameCount number of frames in the clip, int32 scalar
   * @param given strides asked for, int32 [stride]; a run fails unless each is in [1, 65536]
   */
  static ClipWindows of(Ops tf, int window, Operand<TInt32> frameCount, Operand<TInt32> given) {
    Operand<TInt32> zero = tf.constant(0);
    Operand<TInt32> one = tf.constant(1);
    Operand<TInt32> spans = tf.math.mul(checked(tf, given), tf.constant(window));
    Operand<TInt32> counts =
        tf.math.floorDiv(tf.math.sub(tf.math.add(frameCount, spans), one), spans);
    Operand<TInt32> ends = tf.math.cumsum(counts, zero);
    Operand<TInt32> begins = tf.math.cumsum(counts, zero, Cumsum.exclusive(true));
    Operand<TInt32> numbers = tf.range(zero, tf.sum(counts, zero), one);
    Operand<TInt32> which = strideOf(tf, numbers, ends);
    Operand<TInt32> strides = tf.gather(given, which, zero);
    Operand<TInt32> starts =
        tf.math.mul(
            tf.math.sub(numbers, tf.gather(begins, which, zero)), tf.gather(spans, which, zero));
    return new ClipWindows(strides, starts, rows(tf, window, frameCount, strides, starts));
  }

  /** For every window the index of its stride: how many strides end at or before it. */
  private static Operand<TInt32> strideOf(Ops tf, Operand<TInt32> numbers, Operand<TInt32> ends) {
    var passed =
        tf.math.greaterEqual(
            tf.expandDims(numbers, tf.constant(1)), tf.expandDims(ends, tf.constant(0)));
    return tf.sum(tf.dtypes.cast(passed, TInt32.class), tf.constant(1));
  }

  private static Operand<TInt32> rows(
      Ops tf,
      int window,
      Operand<TInt32> frameCount,
      Operand<TInt32> strides,
      Operand<TInt32> starts) {
    var steps = tf.range(tf.constant(0), tf.constant(window), tf.constant(1));
    var offsets =
        tf.math.mul(tf.expandDims(strides, tf.constant(1)), tf.expandDims(steps, tf.constant(0)));
    var frames = tf.math.add(tf.expandDims(starts, tf.constant(1)), offsets);
    return tf.math.minimum(frames, tf.math.sub(frameCount, tf.constant(1)));
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
