package dev.strobe.models.training;

import dev.strobe.models.repnet.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;

/** The variables of a graph that is being trained, in the order in which they were asked for. */
final class Variables implements Parameters {

  private final SplittableRandom random;
  private final List<Variable> all = new ArrayList<>();

  Variables(long seed) {
    this.random = new SplittableRandom(seed);
  }

  @Override
  public Operand<TFloat32> get(Ops tf, String name, Shape shape, Initial initial) {
    Variable variable = Variable.of(tf, name, shape, first(shape, initial));
    all.add(variable);
    return variable.value();
  }

  List<Variable> all() {
    return List.copyOf(all);
  }

  private float[] first(Shape shape, Initial initial) {
    float[] values = new float[(int) shape.size()];
    if (initial != Initial.ZERO) {
      double deviation = deviation(initial) / Math.sqrt((double) shape.get(0));
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (deviation * random.nextGaussian());
      }
    }
    return values;
  }

  private static double deviation(Initial initial) {
    return switch (initial) {
      case HE_NORMAL -> Math.sqrt(2);
      case HALF_HE_NORMAL -> Math.sqrt(2) / 2;
      case SMALL_NORMAL -> 0.1;
      case ZERO -> 0;
    };
  }

  /**
   * A variable.
   *
   * @param name its name in checkpoints and exported graphs
   * @param shape its shape
   * @param handle what the update of a step refers to
   * @param value its value before the step
   * @param initialise sets it to its first value
   */
  record Variable(
      String name, Shape shape, VarHandleOp handle, Operand<TFloat32> value, Op initialise) {

    static Variable of(Ops tf, String name, Shape shape, float[] first) {
      var handle =
          tf.withName(name).varHandleOp(TFloat32.class, shape, VarHandleOp.sharedName(name));
      return new Variable(
          name,
          shape,
          handle,
          tf.readVariableOp(handle, TFloat32.class),
          tf.assignVariableOp(handle, tf.constant(shape, DataBuffers.of(first))));
    }
  }
}
