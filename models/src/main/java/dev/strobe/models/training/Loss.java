package dev.strobe.models.training;

import dev.strobe.models.repnet.BlockScores;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What training makes small: cross entropy of the period over the blocks that are periodic, plus
 * cross entropy of being periodic over all blocks.
 */
final class Loss {

  private final Ops tf;

  Loss(Ops tf) {
    this.tf = tf;
  }

  /**
   * The loss of a batch, a scalar.
   *
   * @param classes wanted probabilities [window, block, class]
   * @param periodicity wanted probability of being periodic, [window, block, 1]
   */
  Operand<TFloat32> of(
      BlockScores scores, Operand<TFloat32> classes, Operand<TFloat32> periodicity, int periods) {
    Operand<TFloat32> wanted = tf.reshape(classes, tf.constant(new int[] {-1, periods}));
    Operand<TFloat32> logits = tf.reshape(scores.period(), tf.constant(new int[] {-1, periods}));
    Operand<TFloat32> on = tf.reshape(periodicity, tf.constant(new int[] {-1}));
    Operand<TFloat32> entropies = tf.nn.softmaxCrossEntropyWithLogits(logits, wanted).loss();
    return tf.math.add(meanWherePeriodic(entropies, on), periodicityLoss(scores, on));
  }

  private Operand<TFloat32> meanWherePeriodic(Operand<TFloat32> values, Operand<TFloat32> on) {
    Operand<TFloat32> weights =
        tf.dtypes.cast(tf.math.greater(on, tf.constant(0.5f)), TFloat32.class);
    Operand<TFloat32> count = tf.math.maximum(tf.sum(weights, tf.constant(0)), tf.constant(1f));
    return tf.math.div(tf.sum(tf.math.mul(values, weights), tf.constant(0)), count);
  }

  /** Written so that no exponential overflows: max(x, 0) - x z + log(1 + exp(-|x|)). */
  private Operand<TFloat32> periodicityLoss(BlockScores scores, Operand<TFloat32> on) {
    Operand<TFloat32> logits = tf.reshape(scores.periodicity(), tf.constant(new int[] {-1}));
    Operand<TFloat32> linear = tf.math.sub(tf.nn.relu(logits), tf.math.mul(logits, on));
    Operand<TFloat32> rest = tf.math.log1p(tf.math.exp(tf.math.neg(tf.math.abs(logits))));
    return tf.math.mean(tf.math.add(linear, rest), tf.constant(0));
  }
}
