package dev.strobe.models.repnet;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Features of single frames: mean grey values of a grid of cells.
 *
 * <p>The means are two matrix products on reshaped pixels instead of a pooling layer, so a request
 * of the wrong rank or with no frames meets a reshape, which refuses it, and no oneDNN primitive,
 * which may abort the process.
 */
final class GreyCells {

  private final Ops tf;
  private final RepNetSpec spec;

  GreyCells(Ops tf, RepNetSpec spec) {
    this.tf = tf;
    this.spec = spec;
  }

  /**
   * From grey values of [0, 1], of any shape that holds whole frames in row order, to [frame,
   * feature].
   */
  Operand<TFloat32> of(Operand<TFloat32> grey) {
    int size = spec.frameSize();
    int cells = spec.cells();
    var mean = meanOfNeighbours();
    var frames = tf.reshape(grey, tf.constant(new int[] {-1, spec.pixels()}));
    var rows = tf.reshape(frames, tf.constant(new int[] {-1, size}));
    var narrow = tf.linalg.matMul(rows, mean);
    var turned =
        tf.linalg.transpose(
            tf.reshape(narrow, tf.constant(new int[] {-1, size, cells})),
            tf.constant(new int[] {0, 2, 1}));
    var columns = tf.reshape(turned, tf.constant(new int[] {-1, size}));
    return tf.reshape(
        tf.linalg.matMul(columns, mean), tf.constant(new int[] {-1, spec.features()}));
  }

  /** [frameSize, cells]: a column averages the pixels of one cell. */
  private Operand<TFloat32> meanOfNeighbours() {
    int side = spec.frameSize() / spec.cells();
    float[] mean = new float[spec.frameSize() * spec.cells()];
    for (int pixel = 0; pixel < spec.frameSize(); pixel++) {
      mean[pixel * spec.cells() + pixel / side] = 1f / side;
    }
    return tf.constant(Shape.of(spec.frameSize(), spec.cells()), DataBuffers.of(mean));
  }
}
