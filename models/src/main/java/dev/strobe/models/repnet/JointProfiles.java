package dev.strobe.models.repnet;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;

/**
 * Distances as a function of lag, which dip at the period and its multiples: for every block and
 * view the mean distance of the samples around it to those that come later and those that came
 * earlier, and for the window as a whole. All are relative to the window's mean distance.
 */
final class JointProfiles {

  /** Lags at which two samples of a window can be compared. */
  static final int LAGS = JointSpec.WINDOW - 1;

  /** Lags of a block's profiles: 1..32, the means of pairs of 33..62, and 63. */
  static final int THINNED = 48;

  private static final int WINDOW = JointSpec.WINDOW;
  private static final int BLOCKS = JointSpec.BLOCKS;

  /** Samples on either side of a block's middle that take part in its profiles. */
  private static final int REACH = 6;

  /** Lags that are kept one by one. */
  private static final int SINGLE = 32;

  /** Mean distance below which a window counts as still. */
  private static final float DISTANCE_FLOOR = 0.01f;

  private final Ops tf;
  private final WindowRows rows;

  JointProfiles(Ops tf, WindowRows rows) {
    this.tf = tf;
    this.rows = rows;
  }

  /**
   * Profiles of windows.
   *
   * @param local [window, block, view * 96]: for every view 48 lags later, 48 earlier
   * @param whole [window, view * 63]
   */
  record Profiles(Operand<TFloat32> local, Operand<TFloat32> whole) {}

  /** From distances [window, row, row] of every view. */
  Profiles of(List<Operand<TFloat32>> distances) {
    int views = distances.size();
    Operand<TFloat32> all = tf.stack(new ArrayList<>(distances), Stack.axis(1L));
    Operand<TFloat32> scale =
        tf.math.reciprocal(tf.math.add(mean(all), tf.constant(DISTANCE_FLOOR)));
    Operand<TFloat32> sums =
        tf.train.batchMatMul(
            tf.constant(Shape.of(1, BLOCKS + 1, WINDOW), DataBuffers.of(members())),
            sheared(rows.filledOnBothSides(all, views)),
            TFloat32.class);
    var later = lags(sums, WINDOW + 1);
    var earlier = tf.reverse(lags(sums, 1), tf.constant(new int[] {2}));
    var perView = tf.reshape(scale, tf.constant(new int[] {-1, 1, 1}));
    var after = thinned(profile(later, perView, laterCounts()), views);
    var before = thinned(profile(earlier, perView, earlierCounts()), views);
    var wholes =
        tf.stridedSlice(
            profile(later, perView, laterCounts()),
            Indices.all(),
            Indices.at(BLOCKS),
            Indices.all());
    var local = tf.concat(List.of(after, before), tf.constant(3));
    return new Profiles(
        tf.reshape(
            tf.linalg.transpose(local, tf.constant(new int[] {0, 2, 1, 3})),
            tf.constant(new int[] {-1, BLOCKS, views * 2 * THINNED})),
        tf.reshape(wholes, tf.constant(new int[] {-1, views * LAGS})));
  }

  /** Mean distance between samples, [window, view]. */
  private Operand<TFloat32> mean(Operand<TFloat32> distances) {
    Operand<TFloat32> shares = rows.shares();
    var across =
        tf.sum(
            tf.math.mul(distances, tf.reshape(shares, tf.constant(new int[] {-1, 1, 1, WINDOW}))),
            tf.constant(new int[] {3}));
    return tf.sum(
        tf.math.mul(across, tf.expandDims(shares, tf.constant(1))), tf.constant(new int[] {2}));
  }

  /**
   * Moves row {@code r} by {@code r} to the left, so that column 64 + k holds the distances to the
   * sample {@code k} later: a row between zeros, read back one value wider than it was written,
   * moves by one against the row before it.
   */
  private Operand<TFloat32> sheared(Operand<TFloat32> distances) {
    int written = 3 * WINDOW;
    var between = pad(distances, new int[][] {{0, 0}, {0, 0}, {WINDOW, WINDOW}});
    var flat = tf.reshape(between, tf.constant(new int[] {-1, WINDOW * written}));
    return tf.reshape(
        pad(flat, new int[][] {{0, 0}, {0, WINDOW}}),
        tf.constant(new int[] {-1, WINDOW, written + 1}));
  }

  private Operand<TFloat32> pad(Operand<TFloat32> values, int[][] widths) {
    return tf.pad(values, tf.constant(widths), tf.constant(0f));
  }

  private Operand<TFloat32> lags(Operand<TFloat32> sums, int from) {
    return tf.stridedSlice(sums, Indices.all(), Indices.all(), Indices.slice(from, from + LAGS));
  }

  private Operand<TFloat32> profile(
      Operand<TFloat32> sums, Operand<TFloat32> scale, float[] counts) {
    float[] inverse = new float[counts.length];
    float[] seen = new float[counts.length];
    for (int i = 0; i < counts.length; i++) {
      inverse[i] = counts[i] > 0 ? 1 / counts[i] : 0;
      seen[i] = counts[i] > 0 ? 1 : 0;
    }
    var means = tf.math.mul(tf.math.mul(sums, scale), ofBlocksAndLags(inverse));
    return tf.math.sub(means, ofBlocksAndLags(seen));
  }

  private Operand<TFloat32> ofBlocksAndLags(float[] values) {
    return tf.constant(Shape.of(1, BLOCKS + 1, LAGS), DataBuffers.of(values));
  }

  /** From [window * view, block, lag] to [window, view, block, thinned lag]. */
  private Operand<TFloat32> thinned(Operand<TFloat32> profiles, int views) {
    float[] thin = new float[LAGS * THINNED];
    for (int lag = 1; lag <= LAGS; lag++) {
      boolean alone = lag <= SINGLE || lag == LAGS;
      int to = lag <= SINGLE ? lag - 1 : SINGLE + (lag - SINGLE - 1) / 2;
      thin[(lag - 1) * THINNED + to] = alone ? 1 : 0.5f;
    }
    var blocks = tf.stridedSlice(profiles, Indices.all(), Indices.sliceTo(BLOCKS), Indices.all());
    var thinner =
        tf.linalg.matMul(
            tf.reshape(blocks, tf.constant(new int[] {-1, LAGS})),
            tf.constant(Shape.of(LAGS, THINNED), DataBuffers.of(thin)));
    return tf.reshape(thinner, tf.constant(new int[] {-1, views, BLOCKS, THINNED}));
  }

  /** [block, row]: 1 where a row takes part in a block's profile; a last line for the window. */
  private static float[] members() {
    float[] members = new float[(BLOCKS + 1) * WINDOW];
    for (int block = 0; block <= BLOCKS; block++) {
      for (int t = 0; t < WINDOW; t++) {
        boolean near = block == BLOCKS || Math.abs(t - middle(block)) <= REACH;
        members[block * WINDOW + t] = near ? 1 : 0;
      }
    }
    return members;
  }

  /** Pairs that a mean is taken of; 0 where fewer than half of the rows have a partner. */
  private static float[] laterCounts() {
    float[] counts = new float[(BLOCKS + 1) * LAGS];
    for (int block = 0; block <= BLOCKS; block++) {
      for (int lag = 1; lag <= LAGS; lag++) {
        int first = block == BLOCKS ? 0 : Math.max(middle(block) - REACH, 0);
        int last = block == BLOCKS ? LAGS - lag : Math.min(middle(block) + REACH, LAGS - lag);
        boolean enough = block == BLOCKS || last >= middle(block) - 1;
        counts[block * LAGS + lag - 1] = enough ? last - first + 1 : 0;
      }
    }
    return counts;
  }

  private static float[] earlierCounts() {
    float[] counts = new float[(BLOCKS + 1) * LAGS];
    for (int block = 0; block < BLOCKS; block++) {
      for (int lag = 1; lag <= LAGS; lag++) {
        int first = Math.max(middle(block) - REACH, lag);
        int last = Math.min(middle(block) + REACH, LAGS);
        boolean enough = middle(block) - lag >= -1;
        counts[block * LAGS + lag - 1] = enough ? last - first + 1 : 0;
      }
    }
    return counts;
  }

  private static int middle(int block) {
    return block * JointSpec.BLOCK + JointSpec.BLOCK / 2;
  }
}
