package dev.strobe.models.repnet;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Where a graph's weights come from: variables while it is trained, constants once it is not. */
public interface Parameters {

  /** Adds the named weight to the graph; each name is asked for once. */
  Operand<TFloat32> get(Ops tf, String name, Shape shape, Initial initial);

  /** What a weight is before training. */
  enum Initial {
    /** Normal, of variance 2 / rows: for layers that a rectifier follows. */
    HE_NORMAL,
    /** Half of that: for inputs that come beside others. */
    HALF_HE_NORMAL,
    /** Normal, of variance 0.01 / rows: for answers that should begin near nothing. */
    SMALL_NORMAL,
    /** All zero. */
    ZERO
  }
}
