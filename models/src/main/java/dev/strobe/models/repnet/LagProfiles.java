package dev.strobe.models.repnet;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/**
 * Distances as a function of lag, which dip at the period and its multiples: for every block of a
 * window, the mean distance of the frames around it to those {@code lag} earlier and later, and
 * beside it the same for the window as a whole. Both are relative to the window's mean distance.
 */
final class LagProfiles {

  /** Frames on either side of a block's centre that take part in its profile. */
  private static final int REACH = 10;

  private final Ops tf;
  private final RepNetSpec spec;

  LagProfiles(Ops tf, RepNetSpec spec) {
    this.tf = tf;
    this.spec = spec;
  }

  /** Values a block's profile has. */
  int width() {
    return 2 * spec.lags();
  }

  /** From distances [window, frame, frame] to profiles [window, block, {@link #width()}]. */
  Operand<TFloat32> of(Operand<TFloat32> distances) {
    int blocks = spec.blocks();
    int lags = spec.lags();
    var mean = tf.math.mean(distances, tf.constant(new int[] {1, 2}), Mean.keepDims(true));
    float[] members = members();
    var sums =
        tf.train.batchMatMul(
            tf.constant(Shape.of(1, blocks + 1, spec.window()), DataBuffers.of(members)),
            byLag(distances),
            TFloat32.class);
    float[] counts = counts(members);
    var means =
        tf.math.mul(
            sums, tf.constant(Shape.of(1, blocks + 1, lags), DataBuffers.of(inverse(counts))));
    var seen = tf.constant(Shape.of(1, blocks + 1, lags), DataBuffers.of(anything(counts)));
    var profiles = tf.math.sub(means, tf.math.mul(mean, seen));
    var local = tf.stridedSlice(profiles, Indices.all(), Indices.sliceTo(blocks), Indices.all());
    var whole = tf.stridedSlice(profiles, Indices.all(), Indices.sliceFrom(blocks), Indices.all());
    return tf.concat(
        List.of(local, tf.tile(whole, tf.constant(new int[] {1, blocks, 1}))), tf.constant(2));
  }

  /**
   * [window, frame, lag - 1]: distance to the frame that comes {@code lag} later plus that to the
   * one that came {@code lag} earlier, 0 where the window has no such frame.
   *
   * <p>A row of distances between zeros, read back one value wider than it was written, moves by
   * one against the row before it: so diagonals become columns without any gather.
   */
  private Operand<TFloat32> byLag(Operand<TFloat32> distances) {
    int window = spec.window();
    int written = 3 * window;
    var between = pad(distances, new int[][] {{0, 0}, {0, 0}, {window, window}});
    var flat = tf.reshape(between, tf.constant(new int[] {-1, window * written}));
    var sheared =
        tf.reshape(
            pad(flat, new int[][] {{0, 0}, {0, window}}),
            tf.constant(new int[] {-1, window, written + 1}));
    var later =
        tf.stridedSlice(
            sheared, Indices.all(), Indices.all(), Indices.slice(window + 1, window + window));
    var earlier = tf.stridedSlice(sheared, Indices.all(), Indices.all(), Indices.slice(1, window));
    return tf.math.add(later, tf.reverse(earlier, tf.constant(new int[] {2})));
  }

  private Operand<TFloat32> pad(Operand<TFloat32> values, int[][] widths) {
    return tf.pad(values, tf.constant(widths), tf.constant(0f));
  }

  /** [block, frame]: 1 where a frame takes part in a block's profile; a last row for the window. */
  private float[] members() {
    int window = spec.window();
    float[] members = new float[(spec.blocks() + 1) * window];
    for (int block = 0; block <= spec.blocks(); block++) {
      int centre = block * spec.block() + spec.block() / 2;
      for (int t = 0; t < window; t++) {
        boolean near = block == spec.blocks() || Math.abs(t - centre) <= REACH;
        members[block * window + t] = near ? 1 : 0;
      }
    }
    return members;
  }

  /** [block, lag - 1]: pairs of frames that a profile's value is the mean of. */
  private float[] counts(float[] members) {
    int window = spec.window();
    float[] counts = new float[(spec.blocks() + 1) * spec.lags()];
    for (int block = 0; block <= spec.blocks(); block++) {
      for (int lag = 1; lag <= spec.lags(); lag++) {
        for (int t = 0; t < window; t++) {
          int pairs = (t + lag < window ? 1 : 0) + (t >= lag ? 1 : 0);
          counts[block * spec.lags() + lag - 1] += pairs * members[block * window + t];
        }
      }
    }
    return counts;
  }

  private static float[] inverse(float[] counts) {
    float[] inverse = new float[counts.length];
    for (int i = 0; i < counts.length; i++) {
      inverse[i] = counts[i] > 0 ? 1 / counts[i] : 0;
    }
    return inverse;
  }

  private static float[] anything(float[] counts) {
    float[] anything = new float[counts.length];
    for (int i = 0; i < counts.length; i++) {
      anything[i] = counts[i] > 0 ? 1 : 0;
    }
    return anything;
  }
}
