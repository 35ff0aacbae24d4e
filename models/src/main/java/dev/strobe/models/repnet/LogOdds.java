package dev.strobe.models.repnet;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Logarithms of probabilities that stay finite where a probability is 0 or 1. */
final class LogOdds {

  /** What is added to every probability. */
  static final float TINY = 1e-6f;

  private final Ops tf;

  LogOdds(Ops tf) {
    this.tf = tf;
  }

  /** The logit of each probability. */
  Operand<TFloat32> of(Operand<TFloat32> probability) {
    return tf.math.sub(logs(probability), logs(tf.math.sub(tf.constant(1f), probability)));
  }

  /** The logarithm of each probability. */
  Operand<TFloat32> logs(Operand<TFloat32> probability) {
    return tf.math.log(tf.math.add(probability, tf.constant(TINY)));
  }
}
