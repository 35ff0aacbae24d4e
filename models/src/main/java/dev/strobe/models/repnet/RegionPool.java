package dev.strobe.models.repnet;

import java.util.Arrays;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Max;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/**
 * One answer for a window from the answers for its regions: their mean, in which a region weighs as
 * much as it is sure of a block, times the cube of how sure it is of the whole window on average,
 * and the whole frame twice that. So the region that shows what repeats overrules those that show
 * other things.
 */
final class RegionPool {

  private static final float WHOLE_WINDOW_POWER = 3;

  /** How much more the whole frame weighs than a part that is as sure. */
  private static final float WHOLE_FRAME = 2;

  /** Keeps weights finite where no region is sure of anything. */
  private static final float TINY = 1e-12f;

  /** Fewer samples than this are no period that could be told from noise. */
  private static final int SHORTEST_PERIOD = 3;

  private final Ops tf;
  private final LogOdds logOdds;

  RegionPool(Ops tf) {
    this.tf = tf;
    this.logOdds = new LogOdds(tf);
  }

  /**
   * Pools answers.
   *
   * @param scores of all windows of the first region, of all of the second and so on; the first is
   *     the whole frame
   * @param regions how many there are
   */
  BlockScores pool(BlockScores scores, int regions) {
    Operand<TFloat32> periods =
        byRegion(tf.nn.softmax(scores.period()), regions, JointSpec.PERIODS);
    Operand<TFloat32> periodic = byRegion(tf.math.sigmoid(scores.periodicity()), regions, 1);
    Operand<TFloat32> weights = tf.math.mul(weights(periods, periodic), shares(regions));
    return new BlockScores(
        logOdds.logs(mean(periods, weights)), logOdds.of(mean(periodic, weights)));
  }

  /** From [region * window, block, values] to [region, window, block, values]. */
  private Operand<TFloat32> byRegion(Operand<TFloat32> all, int regions, int values) {
    return tf.reshape(all, tf.constant(new int[] {regions, -1, JointSpec.BLOCKS, values}));
  }

  /** What each region weighs, [region, window, block, 1]. */
  private Operand<TFloat32> weights(Operand<TFloat32> periods, Operand<TFloat32> periodic) {
    Operand<TFloat32> sureness = tf.math.sqrt(tf.math.mul(periodic, peak(periods)));
    Operand<TFloat32> ofWindow =
        tf.math.mean(sureness, tf.constant(new int[] {2}), Mean.keepDims(true));
    Operand<TFloat32> weight =
        tf.math.mul(sureness, tf.math.pow(ofWindow, tf.constant(WHOLE_WINDOW_POWER)));
    return tf.math.add(weight, tf.constant(TINY));
  }

  private Operand<TFloat32> shares(int regions) {
    float[] shares = new float[regions];
    Arrays.fill(shares, 1);
    shares[0] = WHOLE_FRAME;
    return tf.constant(Shape.of(regions, 1, 1, 1), DataBuffers.of(shares));
  }

  /** The greatest probability of a class and its neighbours: how sharp the answer is. */
  private Operand<TFloat32> peak(Operand<TFloat32> periods) {
    int first = SHORTEST_PERIOD - 1;
    int classes = JointSpec.PERIODS - first;
    var padded =
        tf.pad(periods, tf.constant(new int[][] {{0, 0}, {0, 0}, {0, 0}, {0, 1}}), tf.constant(0f));
    Operand<TFloat32> near = classes(padded, first - 1, classes);
    for (int shift = 0; shift <= 1; shift++) {
      near = tf.math.add(near, classes(padded, first + shift, classes));
    }
    return tf.max(near, tf.constant(3), Max.keepDims(true));
  }

  private Operand<TFloat32> classes(Operand<TFloat32> periods, int from, int count) {
    return tf.slice(
        periods,
        tf.constant(new int[] {0, 0, 0, from}),
        tf.constant(new int[] {-1, -1, -1, count}));
  }

  private Operand<TFloat32> mean(Operand<TFloat32> values, Operand<TFloat32> weights) {
    return tf.math.div(sum(tf.math.mul(values, weights)), sum(weights));
  }

  private Operand<TFloat32> sum(Operand<TFloat32> values) {
    return tf.sum(values, tf.constant(0));
  }
}
