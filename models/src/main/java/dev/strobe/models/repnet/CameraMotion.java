package dev.strobe.models.repnet;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.op.core.Sum;
import org.tensorflow.types.TFloat32;

/**
 * Which part of the change between samples a moving camera explains, and what is left without it.
 * If a picture is shifted a little, every cell changes by the shift times its slope; turning,
 * zooming and a change of light have such a picture of change too. The least squares sum of them is
 * what the camera may have done.
 */
final class CameraMotion {

  private static final int SIDE = FrameFeatures.GREY_CELLS;
  private static final int CELLS = FrameFeatures.GREY;

  /** Squared length of a picture of change that is rounding, with one for every cell. */
  private static final float LEAST_SQUARE = 1e-8f;

  private final Ops tf;
  private final Operand<TFloat32> right;
  private final Operand<TFloat32> down;
  private final Operand<TFloat32> zoom;
  private final Operand<TFloat32> turn;

  CameraMotion(Ops tf) {
    this.tf = tf;
    this.right = matrix((y, x) -> slope(y, x, 0, 1));
    this.down = matrix((y, x) -> slope(y, x, 1, 0));
    this.zoom = matrix((y, x) -> slope(y, x, place(y), place(x)));
    this.turn = matrix((y, x) -> slope(y, x, place(x), -place(y)));
  }

  /**
   * What was found, for every row.
   *
   * @param shift share of the squared change that a shift alone explains, [window, row]
   * @param any share that a shift, turn, zoom and change of light explain, [window, row]
   * @param rest the change that is left, [window, row, cell]
   */
  record Split(Operand<TFloat32> shift, Operand<TFloat32> any, Operand<TFloat32> rest) {}

  /** From grey values and their change, both [window, row, {@link FrameFeatures#GREY}]. */
  Split of(Operand<TFloat32> grey, Operand<TFloat32> change) {
    List<Operand<TFloat32>> known = new ArrayList<>();
    var shifts = List.of(times(grey, right), times(grey, down));
    Operand<TFloat32> unshifted = without(shifts, known, change);
    var others = List.of(times(grey, zoom), times(grey, turn), tf.onesLike(grey), grey);
    Operand<TFloat32> rest = without(others, known, unshifted);
    Operand<TFloat32> all = square(change);
    return new Split(explained(all, unshifted), explained(all, rest), rest);
  }

  /** What is left of a change without the pictures, each made upright to those {@code known}. */
  private Operand<TFloat32> without(
      List<Operand<TFloat32>> pictures, List<Operand<TFloat32>> known, Operand<TFloat32> change) {
    Operand<TFloat32> rest = change;
    for (Operand<TFloat32> picture : pictures) {
      Operand<TFloat32> upright = picture;
      for (Operand<TFloat32> other : known) {
        upright = less(upright, other);
      }
      Operand<TFloat32> unit =
          tf.math.mul(
              upright, tf.math.rsqrt(tf.math.add(square(upright), tf.constant(LEAST_SQUARE))));
      known.add(unit);
      rest = less(rest, unit);
    }
    return rest;
  }

  private Operand<TFloat32> less(Operand<TFloat32> values, Operand<TFloat32> unit) {
    return tf.math.sub(values, tf.math.mul(unit, sum(tf.math.mul(values, unit))));
  }

  private Operand<TFloat32> explained(Operand<TFloat32> all, Operand<TFloat32> rest) {
    var share =
        tf.math.div(
            tf.math.sub(all, square(rest)), tf.math.add(all, tf.constant(CELLS * LEAST_SQUARE)));
    return tf.squeeze(share, Squeeze.axis(List.of(2L)));
  }

  private Operand<TFloat32> square(Operand<TFloat32> values) {
    return sum(tf.math.square(values));
  }

  private Operand<TFloat32> sum(Operand<TFloat32> values) {
    return tf.sum(values, tf.constant(new int[] {2}), Sum.keepDims(true));
  }

  /** What a cell takes from the others for a picture of change. */
  private interface Stencil {
    double[] weights(int y, int x);
  }

  private Operand<TFloat32> matrix(Stencil stencil) {
    float[] matrix = new float[CELLS * CELLS];
    for (int cell = 0; cell < CELLS; cell++) {
      double[] weights = stencil.weights(cell / SIDE, cell % SIDE);
      for (int other = 0; other < CELLS; other++) {
        matrix[other * CELLS + cell] = (float) weights[other];
      }
    }
    return tf.constant(Shape.of(CELLS, CELLS), DataBuffers.of(matrix));
  }

  private Operand<TFloat32> times(Operand<TFloat32> grey, Operand<TFloat32> matrix) {
    var rows = tf.reshape(grey, tf.constant(new int[] {-1, CELLS}));
    return tf.reshape(
        tf.linalg.matMul(rows, matrix), tf.constant(new int[] {-1, JointSpec.WINDOW, CELLS}));
  }

  /** The slope at a cell in a direction, of its neighbours or, at the border, of it and one. */
  private static double[] slope(int y, int x, double down, double right) {
    double[] weights = new double[CELLS];
    addSlope(weights, y, down, row -> row * SIDE + x);
    addSlope(weights, x, right, column -> y * SIDE + column);
    return weights;
  }

  private static void addSlope(
      double[] weights, int index, double factor, IntUnaryOperator cellAt) {
    int after = Math.min(index + 1, SIDE - 1);
    int before = Math.max(index - 1, 0);
    weights[cellAt.applyAsInt(after)] += factor / (after - before);
    weights[cellAt.applyAsInt(before)] -= factor / (after - before);
  }

  /** Where a row or column of cells is, from -1 to 1. */
  private static double place(int index) {
    return (2.0 * index - (SIDE - 1)) / (SIDE - 1);
  }
}
