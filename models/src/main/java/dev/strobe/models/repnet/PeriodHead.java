package dev.strobe.models.repnet;

import dev.strobe.models.repnet.Parameters.Initial;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Reads a period off a lag profile: two hidden layers, the same for every block. */
final class PeriodHead {

  private final Ops tf;
  private final RepNetSpec spec;
  private final int width;
  private final Dense first;
  private final Dense second;
  private final Dense last;

  /** Adds the head's weights to the graph, for profiles of {@code width} values. */
  PeriodHead(Ops tf, RepNetSpec spec, int width, Parameters parameters) {
    this.tf = tf;
    this.spec = spec;
    this.width = width;
    int hidden = spec.hidden();
    this.first = Dense.of(tf, parameters, "head_1", width, hidden, Initial.HE_NORMAL);
    this.second = Dense.of(tf, parameters, "head_2", hidden, hidden, Initial.HE_NORMAL);
    this.last = Dense.of(tf, parameters, "head_3", hidden, spec.periods() + 1, Initial.ZERO);
  }

  /** From profiles [window, block, width] to scores. */
  BlockScores scores(Operand<TFloat32> profiles) {
    int periods = spec.periods();
    var rows = tf.reshape(profiles, tf.constant(new int[] {-1, width}));
    var hidden = second.rectified(tf, first.rectified(tf, rows));
    var logits =
        tf.reshape(last.apply(tf, hidden), tf.constant(new int[] {-1, spec.blocks(), periods + 1}));
    return new BlockScores(
        tf.stridedSlice(logits, Indices.all(), Indices.all(), Indices.sliceTo(periods)),
        tf.stridedSlice(logits, Indices.all(), Indices.all(), Indices.sliceFrom(periods)));
  }

  private record Dense(Operand<TFloat32> kernel, Operand<TFloat32> bias) {

    static Dense of(
        Ops tf, Parameters parameters, String name, int inputs, int outputs, Initial initial) {
      return new Dense(
          parameters.get(tf, name + "_kernel", Shape.of(inputs, outputs), initial),
          parameters.get(tf, name + "_bias", Shape.of(outputs), Initial.ZERO));
    }

    Operand<TFloat32> apply(Ops tf, Operand<TFloat32> rows) {
      return tf.math.add(tf.linalg.matMul(rows, kernel), bias);
    }

    Operand<TFloat32> rectified(Ops tf, Operand<TFloat32> rows) {
      return tf.nn.relu(apply(tf, rows));
    }
  }
}
