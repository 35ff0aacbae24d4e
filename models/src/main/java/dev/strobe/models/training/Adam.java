package dev.strobe.models.training;

import dev.strobe.models.training.Variables.Variable;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.types.TFloat32;

/**
 * Adam with decoupled weight decay, of matrices alone (Kingma and Ba 2015; Loshchilov and Hutter
 * 2019).
 *
 * <p>The powers of the two decay rates are fed each step instead of being kept, so the moments and
 * the step's number are the whole state.
 *
 * @param slots the moments of every variable
 * @param step does one update
 */
record Adam(List<Variable> slots, Op step) {

  private static final float EPSILON = 1e-8f;

  /** Adds the updates of all variables to the graph. */
  static Adam minimise(
      Ops tf, Operand<TFloat32> loss, List<Variable> variables, StepInputs inputs) {
    Gradients gradients = tf.gradients(loss, variables.stream().map(Variable::value).toList());
    List<Variable> slots = new ArrayList<>();
    List<Op> updates = new ArrayList<>();
    for (int i = 0; i < variables.size(); i++) {
      Variable variable = variables.get(i);
      Variable first = slot(tf, variable, "adam_m");
      Variable second = slot(tf, variable, "adam_v");
      slots.add(first);
      slots.add(second);
      updates.add(update(tf, variable, first, second, gradients.dy(i), inputs));
    }
    return new Adam(List.copyOf(slots), tf.withControlDependencies(updates).noOp());
  }

  private static Op update(
      Ops tf,
      Variable variable,
      Variable first,
      Variable second,
      Operand<TFloat32> gradient,
      StepInputs inputs) {
    Op moved =
        tf.train.resourceApplyAdam(
            variable.handle(),
            first.handle(),
            second.handle(),
            inputs.beta1Power(),
            inputs.beta2Power(),
            inputs.rate(),
            tf.constant((float) StepInputs.BETA_1),
            tf.constant((float) StepInputs.BETA_2),
            tf.constant(EPSILON),
            gradient);
    if (variable.shape().numDimensions() < 2) {
      return moved;
    }
    return tf.withControlDependencies(moved)
        .assignSubVariableOp(variable.handle(), tf.math.mul(variable.value(), inputs.shrinkage()));
  }

  private static Variable slot(Ops tf, Variable variable, String kind) {
    return Variable.of(
        tf,
        variable.name() + "_" + kind,
        variable.shape(),
        new float[(int) variable.shape().size()]);
  }
}
