package dev.strobe.models.training;

import dev.strobe.models.repnet.HeadInputs;
import dev.strobe.models.repnet.JointSpec;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Random numbers in the graph of a training step: noise on the head's inputs, and dropout. They are
 * functions of the step's draw and of the place in the graph, so equal steps are equal bit by bit.
 *
 * <p>Not safe for use by several threads.
 */
final class InputNoise {

  private final Ops tf;
  private final Disturbance disturbance;
  private final int windows;
  private final Operand<TInt32> draw;
  private int places;

  /**
   * @param windows windows in a batch
   * @param draw a number that is another at every step, scalar
   */
  InputNoise(Ops tf, Disturbance disturbance, int windows, Operand<TInt32> draw) {
    this.tf = tf;
    this.disturbance = disturbance;
    this.windows = windows;
    this.draw = draw;
  }

  /** The inputs with noise. */
  HeadInputs on(HeadInputs inputs) {
    int lags = HeadInputs.LOCAL - HeadInputs.SCALARS;
    Operand<TFloat32> onLags = noise(disturbance.lagNoise(), windows, JointSpec.BLOCKS, lags);
    Operand<TFloat32> onScalars =
        tf.math.mul(
            normal(windows, 1, HeadInputs.SCALARS), tf.constant((float) disturbance.scalarNoise()));
    Operand<TFloat32> everywhere =
        tf.tile(onScalars, tf.constant(new int[] {1, JointSpec.BLOCKS, 1}));
    Operand<TFloat32> onWhole = noise(disturbance.wholeNoise(), windows, HeadInputs.WHOLE);
    return new HeadInputs(
        tf.math.add(inputs.local(), tf.concat(List.of(onLags, everywhere), tf.constant(2))),
        tf.math.add(inputs.whole(), onWhole));
  }

  /** Leaves out some of the values [window, block, value] and raises the others accordingly. */
  Operand<TFloat32> dropout(Operand<TFloat32> values) {
    int width = (int) values.shape().get(2);
    float kept = (float) (1 - disturbance.dropout());
    var uniform =
        tf.random.statelessRandomUniform(
            tf.constant(new int[] {windows, JointSpec.BLOCKS, width}), seed());
    var mask = tf.dtypes.cast(tf.math.less(uniform, tf.constant(kept)), TFloat32.class);
    return tf.math.mul(values, tf.math.mul(mask, tf.constant(1 / kept)));
  }

  private Operand<TFloat32> noise(double most, int... shape) {
    var part = tf.random.statelessRandomUniform(tf.constant(new int[0]), seed());
    return tf.math.mul(normal(shape), tf.math.mul(part, tf.constant((float) most)));
  }

  private Operand<TFloat32> normal(int... shape) {
    return tf.random.statelessRandomNormal(tf.constant(shape), seed());
  }

  private Operand<TInt32> seed() {
    places++;
    return tf.stack(List.of(draw, tf.constant(places)));
  }
}
