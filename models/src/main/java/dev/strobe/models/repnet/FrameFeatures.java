package dev.strobe.models.repnet;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.ndarray.index.Index;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;

/**
 * What is kept of a single frame: mean grey values of 12 x 12 cells, and how strong edges of eight
 * directions are in 8 x 8 cells.
 *
 * <p>Slices and matrix products on reshaped pixels instead of convolution and pooling layers: a
 * request of the wrong rank or with no frames meets a reshape, which refuses it, and no oneDNN
 * primitive, which may abort the process.
 */
final class FrameFeatures {

  /** Cells in a row, and in a column, that a grey value is taken of. */
  static final int GREY_CELLS = 12;

  /** Grey values that stand for a frame. */
  static final int GREY = GREY_CELLS * GREY_CELLS;

  /** Edge strengths that stand for a frame. */
  static final int EDGES = 512;

  private static final int SIDE = JointSpec.SIDE;
  private static final int EDGE_CELLS = 8;
  private static final int DIRECTIONS = 8;

  private static final Index FIRST = Indices.slice(0, 1);
  private static final Index BUT_FIRST = Indices.slice(1, SIDE);
  private static final Index BUT_LAST = Indices.slice(0, SIDE - 1);
  private static final Index LAST = Indices.slice(SIDE - 1, SIDE);

  /** Squared gradients below this are rounding: the least that eight bits show is 2e-7. */
  private static final float LEAST_SQUARE = 1e-12f;

  private final Ops tf;

  FrameFeatures(Ops tf) {
    this.tf = tf;
  }

  /** Means of cells of 4 x 4 pixels, row by row: from [frame, 48, 48] to [frame, 144]. */
  Operand<TFloat32> grey(Operand<TFloat32> frames) {
    int height = SIDE / GREY_CELLS;
    var narrow = acrossCells(frames, GREY_CELLS);
    var cells = tf.reshape(narrow, tf.constant(new int[] {-1, GREY_CELLS, height, GREY_CELLS}));
    return tf.reshape(
        tf.math.mean(cells, tf.constant(new int[] {2})), tf.constant(new int[] {-1, GREY}));
  }

  /**
   * Means over cells of 6 x 6 pixels of the gradient's length, given to eight directions by the
   * fourth power of the cosine: from [frame, 48, 48] to [frame, (row * 8 + column) * 8 +
   * direction].
   */
  Operand<TFloat32> edges(Operand<TFloat32> frames) {
    Operand<TFloat32> above = rows(frames, -1);
    Operand<TFloat32> below = rows(frames, 1);
    Operand<TFloat32> x = steps(smoothed(above, frames, below));
    Operand<TFloat32> y = smoothedAcross(tf.math.sub(below, above));
    Operand<TFloat32> inverseCube = inverseCube(x, y);
    List<Operand<TFloat32>> ahead = new ArrayList<>();
    List<Operand<TFloat32>> back = new ArrayList<>();
    for (int direction = 0; direction < DIRECTIONS / 2; direction++) {
      Operand<TFloat32> along = along(x, y, direction);
      ahead.add(cellsOf(strength(along, inverseCube)));
      back.add(cellsOf(strength(tf.math.neg(along), inverseCube)));
    }
    ahead.addAll(back);
    return tf.reshape(tf.stack(ahead, Stack.axis(2L)), tf.constant(new int[] {-1, EDGES}));
  }

  /** One over the cube of the gradient's length. */
  private Operand<TFloat32> inverseCube(Operand<TFloat32> x, Operand<TFloat32> y) {
    var square =
        tf.math.maximum(
            tf.math.add(tf.math.square(x), tf.math.square(y)), tf.constant(LEAST_SQUARE));
    var inverse = tf.math.rsqrt(square);
    return tf.math.mul(tf.math.square(inverse), inverse);
  }

  /** What of the gradient points in a direction; in the opposite one, as much less than nothing. */
  private Operand<TFloat32> along(Operand<TFloat32> x, Operand<TFloat32> y, int direction) {
    double angle = 2 * Math.PI * direction / DIRECTIONS;
    return tf.math.add(
        tf.math.mul(x, tf.constant((float) Math.cos(angle))),
        tf.math.mul(y, tf.constant((float) Math.sin(angle))));
  }

  /** max(0, cosine)^4 times the length, that is max(0, product)^4 / length^3. */
  private Operand<TFloat32> strength(Operand<TFloat32> along, Operand<TFloat32> inverseCube) {
    return tf.math.mul(tf.math.square(tf.math.square(tf.nn.relu(along))), inverseCube);
  }

  /** Means over cells of 6 x 6 pixels: from [frame, 48, 48] to [frame, 64]. */
  private Operand<TFloat32> cellsOf(Operand<TFloat32> strength) {
    int height = SIDE / EDGE_CELLS;
    var cells =
        tf.reshape(
            acrossCells(strength, EDGE_CELLS),
            tf.constant(new int[] {-1, EDGE_CELLS, height, EDGE_CELLS}));
    return tf.reshape(
        tf.math.mean(cells, tf.constant(new int[] {2})),
        tf.constant(new int[] {-1, EDGE_CELLS * EDGE_CELLS}));
  }

  /** An eighth of the differences of the columns on both sides. */
  private Operand<TFloat32> steps(Operand<TFloat32> values) {
    return eighth(tf.math.sub(columns(values, 1), columns(values, -1)));
  }

  private Operand<TFloat32> smoothedAcross(Operand<TFloat32> values) {
    return eighth(smoothed(columns(values, -1), values, columns(values, 1)));
  }

  private Operand<TFloat32> smoothed(
      Operand<TFloat32> before, Operand<TFloat32> middle, Operand<TFloat32> after) {
    return tf.math.add(tf.math.add(before, after), tf.math.mul(middle, tf.constant(2f)));
  }

  private Operand<TFloat32> eighth(Operand<TFloat32> values) {
    return tf.math.mul(values, tf.constant(0.125f));
  }

  /** The row above (-1) or below (1) in place of each; beyond the border is the border. */
  private Operand<TFloat32> rows(Operand<TFloat32> values, int shift) {
    Index all = Indices.all();
    return shift < 0
        ? joined(
            1,
            tf.stridedSlice(values, all, FIRST, all),
            tf.stridedSlice(values, all, BUT_LAST, all))
        : joined(
            1,
            tf.stridedSlice(values, all, BUT_FIRST, all),
            tf.stridedSlice(values, all, LAST, all));
  }

  /** The same of columns. */
  private Operand<TFloat32> columns(Operand<TFloat32> values, int shift) {
    Index all = Indices.all();
    return shift < 0
        ? joined(
            2,
            tf.stridedSlice(values, all, all, FIRST),
            tf.stridedSlice(values, all, all, BUT_LAST))
        : joined(
            2,
            tf.stridedSlice(values, all, all, BUT_FIRST),
            tf.stridedSlice(values, all, all, LAST));
  }

  private Operand<TFloat32> joined(int axis, Operand<TFloat32> before, Operand<TFloat32> after) {
    return tf.concat(List.of(before, after), tf.constant(axis));
  }

  /** Means of neighbouring columns: from [frame, 48, 48] to [frame, 48, cells]. */
  private Operand<TFloat32> acrossCells(Operand<TFloat32> values, int cells) {
    int width = SIDE / cells;
    float[] mean = new float[SIDE * cells];
    for (int pixel = 0; pixel < SIDE; pixel++) {
      mean[pixel * cells + pixel / width] = 1f / width;
    }
    var rows = tf.reshape(values, tf.constant(new int[] {-1, SIDE}));
    var narrow = tf.linalg.matMul(rows, tf.constant(Shape.of(SIDE, cells), DataBuffers.of(mean)));
    return tf.reshape(narrow, tf.constant(new int[] {-1, SIDE, cells}));
  }
}
