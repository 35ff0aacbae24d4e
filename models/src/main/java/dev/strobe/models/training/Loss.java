package dev.strobe.models.training;

import dev.strobe.models.repnet.BlockScores;
import dev.strobe.models.repnet.JointSpec;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What training makes small: cross entropy of the period over the blocks that repeat, plus twice
 * that of repeating over all blocks.
 */
final class Loss {

  private static final float OF_REPEATING = 2;

  private final Ops tf;

  Loss(Ops tf) {
    this.tf = tf;
  }

  /**
   * The loss of a batch, a scalar.
   *
   * @param classes wanted probabilities [window, block, class]
   * @param on wanted probability of repeating, [window, block]
   */
  Operand<TFloat32> of(BlockScores scores, Operand<TFloat32> classes, Operand<TFloat32> on) {
    Operand<TFloat32> shares = tf.reshape(on, tf.constant(new int[] {-1}));
    return tf.math.add(
        periodLoss(scores, classes, shares),
        tf.math.mul(repeatingLoss(scores, shares), tf.constant(OF_REPEATING)));
  }

  private Operand<TFloat32> periodLoss(
      BlockScores scores, Operand<TFloat32> classes, Operand<TFloat32> shares) {
    var rows = tf.constant(new int[] {-1, JointSpec.PERIODS});
    Operand<TFloat32> entropies =
        tf.nn
            .softmaxCrossEntropyWithLogits(
                tf.reshape(scores.period(), rows), tf.reshape(classes, rows))
            .loss();
    Operand<TFloat32> sum = tf.sum(tf.math.mul(entropies, shares), tf.constant(0));
    Operand<TFloat32> count = tf.math.add(tf.sum(shares, tf.constant(0)), tf.constant(1f));
    return tf.math.div(sum, count);
  }

  /** Written so that no exponential overflows: max(x, 0) - x z + log(1 + exp(-|x|)). */
  private Operand<TFloat32> repeatingLoss(BlockScores scores, Operand<TFloat32> shares) {
    Operand<TFloat32> logits = tf.reshape(scores.periodicity(), tf.constant(new int[] {-1}));
    Operand<TFloat32> linear = tf.math.sub(tf.nn.relu(logits), tf.math.mul(logits, shares));
    Operand<TFloat32> rest = tf.math.log1p(tf.math.exp(tf.math.neg(tf.math.abs(logits))));
    return tf.math.mean(tf.math.add(linear, rest), tf.constant(0));
  }
}
