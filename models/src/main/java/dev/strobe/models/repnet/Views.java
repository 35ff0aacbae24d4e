package dev.strobe.models.repnet;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Sum;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;

/**
 * Six ways to look at a window: its grey values, its edges, its edges less their slow drift, the
 * changes of both, and what the camera leaves of the change of grey values. Every view is a matrix
 * of directions as seen from the window's mean; rows that are hardly different from it stay short.
 */
final class Views {

  /** How many there are. */
  static final int COUNT = 6;

  private static final float LENGTH_FLOOR = 1e-4f;
  private static final float DRIFT_FREE_FLOOR = 0.3f;
  private static final float CHANGE_FLOOR = 0.5f;
  private static final int WINDOW = JointSpec.WINDOW;

  /**
   * Added under the root of a distance of at most 2, whose root is taken off again: the difference
   * of two equal rows is rounding, and a plain root would make a thousand times more of it.
   */
  private static final float ROOT_FLOOR = 1e-6f;

  private final Ops tf;
  private final WindowRows rows;

  Views(Ops tf, WindowRows rows) {
    this.tf = tf;
    this.rows = rows;
  }

  /**
   * The views of grey values, edges, and what the camera leaves of the change of grey values, all
   * [window, row, feature].
   */
  List<Operand<TFloat32>> of(
      Operand<TFloat32> grey, Operand<TFloat32> edges, Operand<TFloat32> withoutCamera) {
    return List.of(
        directions(grey, 0),
        directions(edges, 0),
        directions(withoutDrift(edges), DRIFT_FREE_FLOOR),
        directions(change(grey), CHANGE_FLOOR),
        directions(change(edges), CHANGE_FLOOR),
        directions(withoutCamera, CHANGE_FLOOR));
  }

  /** What comes after a sample less what came before; at the ends the sample itself stands in. */
  Operand<TFloat32> change(Operand<TFloat32> values) {
    int[] after = new int[WINDOW];
    int[] before = new int[WINDOW];
    for (int t = 0; t < WINDOW; t++) {
      after[t] = Math.min(t + 1, WINDOW - 1);
      before[t] = Math.max(t - 1, 0);
    }
    return tf.math.sub(
        tf.gather(values, tf.constant(after), tf.constant(1)),
        tf.gather(values, tf.constant(before), tf.constant(1)));
  }

  /** Less the window's mean. */
  Operand<TFloat32> centred(Operand<TFloat32> values) {
    return tf.math.sub(values, rows.mean(values));
  }

  private Operand<TFloat32> directions(Operand<TFloat32> values, float floor) {
    Operand<TFloat32> centred = centred(values);
    Operand<TFloat32> squares =
        tf.sum(tf.math.square(centred), tf.constant(new int[] {2}), Sum.keepDims(true));
    Operand<TFloat32> least = tf.constant(LENGTH_FLOOR);
    if (floor > 0) {
      Operand<TFloat32> typical = tf.math.sqrt(rows.mean(squares));
      least = tf.math.add(tf.math.mul(typical, tf.constant(floor)), least);
    }
    return tf.math.div(centred, tf.math.add(tf.math.sqrt(squares), least));
  }

  private Operand<TFloat32> withoutDrift(Operand<TFloat32> values) {
    return tf.math.sub(values, tf.train.batchMatMul(smoother(), values, TFloat32.class));
  }

  /**
   * The local linear smoother with a Gaussian of four samples, [window, row, sample]: with {@code
   * S_k} the sums of {@code w d^k} over a window's samples, {@code d} from the row, it is {@code w
   * (S2 - S1 d) / (S0 S2 - S1^2)}.
   */
  private Operand<TFloat32> smoother() {
    Operand<TFloat32> inside = rows.inside();
    Operand<TFloat32> s0 = tf.linalg.matMul(inside, moment(0));
    Operand<TFloat32> s1 = tf.linalg.matMul(inside, moment(1));
    Operand<TFloat32> s2 = tf.linalg.matMul(inside, moment(2));
    Operand<TFloat32> scale =
        tf.math.maximum(tf.math.sub(tf.math.mul(s0, s2), tf.math.square(s1)), tf.constant(1e-9f));
    Operand<TFloat32> level = weighted(tf.math.div(s2, scale), 0);
    Operand<TFloat32> slope = weighted(tf.math.div(s1, scale), 1);
    return tf.math.mul(tf.math.sub(level, slope), tf.expandDims(inside, tf.constant(1)));
  }

  private Operand<TFloat32> weighted(Operand<TFloat32> ofRow, int power) {
    Operand<TFloat32> weights =
        tf.linalg.transpose(moment(power), tf.constant(new int[] {1, 0})); // [row, sample]
    return tf.math.mul(
        tf.expandDims(ofRow, tf.constant(2)), tf.expandDims(weights, tf.constant(0)));
  }

  /** [sample, row]: exp(-d^2 / 32) d^power with d = sample - row. */
  private Operand<TFloat32> moment(int power) {
    float[] values = new float[WINDOW * WINDOW];
    for (int sample = 0; sample < WINDOW; sample++) {
      for (int row = 0; row < WINDOW; row++) {
        double d = sample - row;
        values[sample * WINDOW + row] = (float) (Math.exp(-d * d / 32) * Math.pow(d, power));
      }
    }
    return tf.constant(Shape.of(WINDOW, WINDOW), DataBuffers.of(values));
  }

  /** Distances between the rows of a view: from [window, row, feature] to [window, row, row]. */
  static Operand<TFloat32> distances(Ops tf, Operand<TFloat32> view) {
    var products = tf.train.batchMatMul(view, view, TFloat32.class, BatchMatMul.adjY(true));
    var squares = tf.sum(tf.math.square(view), tf.constant(new int[] {2}));
    var sums =
        tf.math.add(tf.expandDims(squares, tf.constant(2)), tf.expandDims(squares, tf.constant(1)));
    var squared =
        tf.math.maximum(tf.math.sub(sums, tf.math.mul(products, tf.constant(2f))), tf.constant(0f));
    var floor = tf.constant(ROOT_FLOOR);
    return tf.math.sub(tf.math.sqrt(tf.math.add(squared, floor)), tf.math.sqrt(floor));
  }
}
