package dev.strobe.models.repnet;

import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Trained weights by name, in row order; they enter a graph as constants. */
public final class Weights implements Parameters {

  private final Map<String, float[]> values;

  private Weights(Map<String, float[]> values) {
    this.values = values;
  }

  /** Weights by name. The arrays are not copied and must not change. */
  public static Weights of(Map<String, float[]> values) {
    return new Weights(Map.copyOf(values));
  }

  /** How many numbers there are in all. */
  public int count() {
    return values.values().stream().mapToInt(each -> each.length).sum();
  }

  /** The names and their values. */
  public Map<String, float[]> values() {
    return values;
  }

  @Override
  public Operand<TFloat32> get(Ops tf, String name, Shape shape, Initial initial) {
    float[] value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "no weight named " + name + "; there are " + values.keySet());
    }
    if (value.length != shape.size()) {
      throw new IllegalArgumentException(
          "weight " + name + " has " + value.length + " values but " + shape + " is needed");
    }
    return tf.withName(name).constant(shape, DataBuffers.of(value));
  }
}
