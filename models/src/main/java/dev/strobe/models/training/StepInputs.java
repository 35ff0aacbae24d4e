package dev.strobe.models.training;

import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * What the optimiser is told at every step.
 *
 * @param rate learning rate
 * @param shrinkage part of every weight that is taken away
 * @param beta1Power first decay rate to the power of the step's number
 * @param beta2Power second decay rate to the power of the step's number
 */
record StepInputs(
    Placeholder<TFloat32> rate,
    Placeholder<TFloat32> shrinkage,
    Placeholder<TFloat32> beta1Power,
    Placeholder<TFloat32> beta2Power) {

  /** How much of the first moment is kept at every step. */
  static final double BETA_1 = 0.9;

  /** How much of the second moment is kept at every step. */
  static final double BETA_2 = 0.999;

  static StepInputs in(Ops tf) {
    return new StepInputs(
        scalar(tf, "rate"),
        scalar(tf, "shrinkage"),
        scalar(tf, "beta1_power"),
        scalar(tf, "beta2_power"));
  }

  /** The values of one step. */
  Values at(TrainingConfig config, int step) {
    double rate = config.rateAt(step);
    return new Values(
        TFloat32.scalarOf((float) rate),
        TFloat32.scalarOf((float) (rate * TrainingConfig.WEIGHT_DECAY)),
        TFloat32.scalarOf((float) Math.pow(BETA_1, step)),
        TFloat32.scalarOf((float) Math.pow(BETA_2, step)));
  }

  Session.Runner feed(Session.Runner runner, Values values) {
    return runner
        .feed(rate, values.rate())
        .feed(shrinkage, values.shrinkage())
        .feed(beta1Power, values.beta1Power())
        .feed(beta2Power, values.beta2Power());
  }

  private static Placeholder<TFloat32> scalar(Ops tf, String name) {
    return tf.withName(name).placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
  }

  /** The tensors of one step, freed by {@link #close()}. */
  record Values(TFloat32 rate, TFloat32 shrinkage, TFloat32 beta1Power, TFloat32 beta2Power)
      implements AutoCloseable {

    @Override
    public void close() {
      rate.close();
      shrinkage.close();
      beta1Power.close();
      beta2Power.close();
    }
  }
}
