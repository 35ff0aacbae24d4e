package dev.strobe.models.repnet;

import java.util.function.BiFunction;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Builds a small graph on one input, runs it once and reads the result. */
final class GraphRun {

  private GraphRun() {}

  static float[] run(
      Shape shape, float[] input, BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> body) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> result = body.apply(tf, tf.constant(shape, DataBuffers.of(input)));
      try (Session session = new Session(graph);
          Result fetched = session.runner().fetch(result).run()) {
        TFloat32 tensor = (TFloat32) fetched.get(0);
        float[] values = new float[(int) tensor.size()];
        tensor.asRawTensor().data().asFloats().read(values);
        return values;
      }
    }
  }
}
