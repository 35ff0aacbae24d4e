package dev.strobe.models.repnet;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Takes back that a window repeats where a shift of the view explains nearly all that changes, and
 * changes are all over it: then the camera moves and nothing else does. What it does may well come
 * back again and again, as that of a hand which shakes.
 */
final class ShiftGate {

  /** Up to this share all is believed: handheld views of something that repeats reach 0.8. */
  private static final float BELIEVED_SHARE = 0.85f;

  /** From this share on nothing is, if changes are spread: views of stills begin at 0.9. */
  private static final float DOUBTED_SHARE = 0.95f;

  /** Up to this spread all is believed: one thing that moves before nothing has less. */
  private static final float BELIEVED_SPREAD = 0.2f;

  /** From this spread on nothing is, if a shift explains it: views of stills begin here. */
  private static final float DOUBTED_SPREAD = 0.3f;

  private final Ops tf;
  private final LogOdds logOdds;

  ShiftGate(Ops tf) {
    this.tf = tf;
    this.logOdds = new LogOdds(tf);
  }

  /** Multiplies the probability of being periodic by a factor from 0 to 1. */
  BlockScores of(BlockScores scores, ViewShift.Found found) {
    Operand<TFloat32> doubt =
        tf.math.mul(
            ramp(found.share(), BELIEVED_SHARE, DOUBTED_SHARE),
            ramp(found.spread(), BELIEVED_SPREAD, DOUBTED_SPREAD));
    var factor = tf.reshape(tf.math.sub(tf.constant(1f), doubt), tf.constant(new int[] {-1, 1, 1}));
    Operand<TFloat32> periodic = tf.math.mul(tf.math.sigmoid(scores.periodicity()), factor);
    return new BlockScores(scores.period(), logOdds.of(periodic));
  }

  /** From 0 at {@code low} to 1 at {@code high}. */
  private Operand<TFloat32> ramp(Operand<TFloat32> values, float low, float high) {
    return tf.clipByValue(
        tf.math.mul(tf.math.sub(values, tf.constant(low)), tf.constant(1 / (high - low))),
        tf.constant(0f),
        tf.constant(1f));
  }
}
