package dev.strobe.models.repnet;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * How much of what changes in a window a shift of the whole view explains, and how evenly the
 * change lies on the view. A shift explains nearly all of it where a still scene is panned over or
 * shaken, and little where something moves in a scene, unless there is nothing else to be seen; but
 * then most of the view stays as it is.
 *
 * <p>A smooth picture that is shifted a little changes by the shift times its slopes. So pictures
 * are smoothed by a Gaussian, slopes are taken from its derivative, and the two parts of the shift
 * from one sample to the next are fitted by least squares (Lucas and Kanade, 1981, with the whole
 * view as their region).
 */
final class ViewShift {

  /** Numbers that stand for a frame: brightness, slope to the right and slope down of all cells. */
  static final int FEATURES = 3 * FrameFeatures.GREY;

  private static final int SIDE = JointSpec.SIDE;
  private static final int CELLS = FrameFeatures.GREY_CELLS;

  /** Standard deviation of the Gaussian in pixels: shifts of about as much are told. */
  private static final double WIDTH = 2;

  /** Pixels from the border to the outermost cells' middle, so that little of a Gaussian is cut. */
  private static final double MARGIN = 4;

  /** Squared slopes of a cell that are rounding. */
  private static final float LEAST_SLOPE = 1e-8f;

  /** Squared change of a cell that is rounding: a fortieth of a grey level. */
  private static final float LEAST_CHANGE = 1e-8f;

  private final Ops tf;
  private final Operand<TFloat32> smoothing;

  /**
   * What was found in every window, both [window] and from 0 to 1.
   *
   * @param share of the squared change that a shift from each sample to the next explains
   * @param spread squared mean over mean of the squares of the change of the cells: 1 if all change
   *     alike, and about the part of the cells that change if the others do not
   */
  record Found(Operand<TFloat32> share, Operand<TFloat32> spread) {}

  ViewShift(Ops tf) {
    this.tf = tf;
    this.smoothing = tf.constant(Shape.of(SIDE, 2 * CELLS), DataBuffers.of(kernels()));
  }

  /** From [frame, 48, 48] to [frame, {@link #FEATURES}]. */
  Operand<TFloat32> ofFrames(Operand<TFloat32> frames) {
    Operand<TFloat32> across = smoothed(frames, SIDE); // [frame, y, brightness and slope of x]
    Operand<TFloat32> upright = tf.linalg.transpose(across, tf.constant(new int[] {0, 2, 1}));
    Operand<TFloat32> both = smoothed(upright, 2 * CELLS); // [frame, x twice, y twice]
    return tf.concat(
        List.of(block(both, 0, 0), block(both, CELLS, 0), block(both, 0, CELLS)), tf.constant(1));
  }

  /**
   * From samples, [window, row, {@link #FEATURES}]. A row that repeats the one before counts for
   * nothing.
   */
  Found of(Operand<TFloat32> samples) {
    Operand<TFloat32> before = rows(samples, 0);
    Operand<TFloat32> after = rows(samples, 1);
    Operand<TFloat32> change = map(tf.math.sub(after, before), 0);
    Operand<TFloat32> mean = tf.math.mul(tf.math.add(before, after), tf.constant(0.5f));
    Operand<TFloat32> all =
        tf.math.add(sum(product(change, change)), tf.constant(CELLS * CELLS * LEAST_CHANGE));
    Operand<TFloat32> explained = explained(map(mean, 1), map(mean, 2), change);
    Operand<TFloat32> even =
        tf.math.div(
            tf.math.square(tf.sum(tf.math.abs(change), tf.constant(2))),
            tf.constant((float) (CELLS * CELLS)));
    return new Found(tf.math.div(sum(explained), all), tf.math.div(sum(even), all));
  }

  /** What the best shift takes from the squared change, [window, row]. */
  private Operand<TFloat32> explained(
      Operand<TFloat32> right, Operand<TFloat32> down, Operand<TFloat32> change) {
    Operand<TFloat32> rightRight = steep(right);
    Operand<TFloat32> downDown = steep(down);
    Operand<TFloat32> rightDown = product(right, down);
    Operand<TFloat32> rightChange = product(right, change);
    Operand<TFloat32> downChange = product(down, change);
    var determinant = tf.math.sub(tf.math.mul(rightRight, downDown), tf.math.square(rightDown));
    var both = tf.math.mul(tf.math.mul(rightChange, downChange), rightDown);
    var alone =
        tf.math.add(
            tf.math.mul(tf.math.square(rightChange), downDown),
            tf.math.mul(tf.math.square(downChange), rightRight));
    return tf.math.div(tf.math.sub(alone, tf.math.add(both, both)), determinant);
  }

  private Operand<TFloat32> steep(Operand<TFloat32> slopes) {
    return tf.math.add(product(slopes, slopes), tf.constant(CELLS * CELLS * LEAST_SLOPE));
  }

  /** Sum over the cells, from [window, row, cell] to [window, row]. */
  private Operand<TFloat32> product(Operand<TFloat32> one, Operand<TFloat32> other) {
    return tf.sum(tf.math.mul(one, other), tf.constant(2));
  }

  private Operand<TFloat32> sum(Operand<TFloat32> rows) {
    return tf.sum(rows, tf.constant(1));
  }

  private Operand<TFloat32> rows(Operand<TFloat32> samples, int from) {
    return tf.slice(
        samples,
        tf.constant(new int[] {0, from, 0}),
        tf.constant(new int[] {-1, JointSpec.WINDOW - 1, -1}));
  }

  private Operand<TFloat32> map(Operand<TFloat32> features, int number) {
    int cells = CELLS * CELLS;
    return tf.slice(
        features,
        tf.constant(new int[] {0, 0, number * cells}),
        tf.constant(new int[] {-1, -1, cells}));
  }

  /** From [frame, row, 48] to [frame, row, cells and slopes]. */
  private Operand<TFloat32> smoothed(Operand<TFloat32> pictures, int height) {
    var lines = tf.reshape(pictures, tf.constant(new int[] {-1, SIDE}));
    return tf.reshape(
        tf.linalg.matMul(lines, smoothing), tf.constant(new int[] {-1, height, 2 * CELLS}));
  }

  private Operand<TFloat32> block(Operand<TFloat32> both, int x, int y) {
    var block =
        tf.slice(both, tf.constant(new int[] {0, x, y}), tf.constant(new int[] {-1, CELLS, CELLS}));
    return tf.reshape(block, tf.constant(new int[] {-1, CELLS * CELLS}));
  }

  /** A column for each cell's Gaussian, then one for each Gaussian's slope, [48, 2 * cells]. */
  private static float[] kernels() {
    float[] kernels = new float[SIDE * 2 * CELLS];
    for (int cell = 0; cell < CELLS; cell++) {
      double middle = MARGIN + (SIDE - 1 - 2 * MARGIN) * cell / (CELLS - 1);
      double[] bell = bell(middle);
      double lean = 0;
      for (int pixel = 0; pixel < SIDE; pixel++) {
        lean += bell[pixel] * slope(pixel, middle);
      }
      for (int pixel = 0; pixel < SIDE; pixel++) {
        kernels[pixel * 2 * CELLS + cell] = (float) bell[pixel];
        kernels[pixel * 2 * CELLS + CELLS + cell] =
            (float) (bell[pixel] * (slope(pixel, middle) - lean));
      }
    }
    return kernels;
  }

  private static double slope(int pixel, double middle) {
    return (pixel - middle) / (WIDTH * WIDTH);
  }

  private static double[] bell(double middle) {
    double[] bell = new double[SIDE];
    double sum = 0;
    for (int pixel = 0; pixel < SIDE; pixel++) {
      double away = (pixel - middle) / WIDTH;
      bell[pixel] = Math.exp(-away * away / 2);
      sum += bell[pixel];
    }
    for (int pixel = 0; pixel < SIDE; pixel++) {
      bell[pixel] /= sum;
    }
    return bell;
  }
}
