package dev.strobe.models.repnet;

import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;

/**
 * What profiles do not tell because they are relative: how much moves around a block, in itself and
 * against the window, how evenly over the picture, how much of it the camera explains, and how much
 * of the block is there at all.
 */
final class MotionScalars {

  /** Numbers a block. */
  static final int COUNT = 14;

  private static final float LOG_FLOOR = 1e-4f;

  /** Below a change of one grey level in one pixel of a cell. */
  private static final float SQUARE_FLOOR = 1e-8f;

  private static final int BLOCKS = JointSpec.BLOCKS;

  private final Ops tf;
  private final WindowRows rows;
  private final Views views;

  MotionScalars(Ops tf, WindowRows rows, Views views) {
    this.tf = tf;
    this.rows = rows;
    this.views = views;
  }

  /** From grey values and edges, [window, row, feature], to [window, block, {@link #COUNT}]. */
  Operand<TFloat32> of(Operand<TFloat32> grey, Operand<TFloat32> edges, CameraMotion.Split camera) {
    Operand<TFloat32> greyChange = views.change(grey);
    Operand<TFloat32> edgeChange = views.change(edges);
    Operand<TFloat32> greySquares = meanOfFeatures(tf.math.square(greyChange));
    Operand<TFloat32> edgeSquares = meanOfFeatures(tf.math.square(edgeChange));
    Operand<TFloat32> greyMotion = tf.math.sqrt(greySquares);
    Operand<TFloat32> edgeMotion = tf.math.sqrt(edgeSquares);
    return tf.stack(
        List.of(
            scaled(log(ofBlocks(greyMotion)), 5),
            scaled(log(ofBlocks(edgeMotion)), 7),
            scaled(log(spread(grey)), 3),
            scaled(log(spread(edges)), 5),
            againstWindow(greyMotion),
            againstWindow(edgeMotion),
            tf.math.mul(ones(), tf.expandDims(fullness(), tf.constant(1))),
            present(),
            ofBlocks(evenness(tf.math.abs(greyChange), greySquares)),
            ofBlocks(edgeEvenness(edgeChange, edgeSquares)),
            ofBlocks(evenness(greyChange, greySquares)),
            ofBlocks(camera.shift()),
            ofBlocks(camera.any()),
            againstWindow(tf.math.sqrt(meanOfFeatures(tf.math.square(camera.rest()))))),
        Stack.axis(2L));
  }

  /** Square of the mean over mean of the squares: 1 if all features are alike. */
  private Operand<TFloat32> evenness(Operand<TFloat32> values, Operand<TFloat32> squares) {
    return tf.math.div(
        tf.math.square(meanOfFeatures(values)), tf.math.add(squares, tf.constant(SQUARE_FLOOR)));
  }

  /** How evenly the change of edges is spread over the 64 cells, whatever the directions. */
  private Operand<TFloat32> edgeEvenness(Operand<TFloat32> change, Operand<TFloat32> squares) {
    var cells =
        tf.reshape(tf.math.square(change), tf.constant(new int[] {-1, JointSpec.WINDOW, 64, 8}));
    return evenness(tf.math.sqrt(tf.math.mean(cells, tf.constant(new int[] {3}))), squares);
  }

  /** Root mean square of what differs from the window's mean, the same for all blocks. */
  private Operand<TFloat32> spread(Operand<TFloat32> values) {
    Operand<TFloat32> squares = meanOfFeatures(tf.math.square(views.centred(values)));
    Operand<TFloat32> spread = tf.math.sqrt(meanOfSamples(squares));
    return tf.math.mul(ones(), spread);
  }

  private Operand<TFloat32> againstWindow(Operand<TFloat32> motion) {
    return tf.math.sub(log(ofBlocks(motion)), log(meanOfSamples(motion)));
  }

  /** From [window, row] to [window, 1]. */
  private Operand<TFloat32> meanOfSamples(Operand<TFloat32> values) {
    return tf.expandDims(
        tf.sum(tf.math.mul(values, rows.shares()), tf.constant(1)), tf.constant(1));
  }

  private Operand<TFloat32> meanOfFeatures(Operand<TFloat32> values) {
    return tf.math.mean(values, tf.constant(new int[] {2}));
  }

  /** Mean over the rows of each block, from [window, row] to [window, block]. */
  private Operand<TFloat32> ofBlocks(Operand<TFloat32> values) {
    var blocks =
        tf.reshape(rows.filled(values), tf.constant(new int[] {-1, BLOCKS, JointSpec.BLOCK}));
    return tf.math.mean(blocks, tf.constant(new int[] {2}));
  }

  private Operand<TFloat32> log(Operand<TFloat32> values) {
    return tf.math.log(tf.math.add(values, tf.constant(LOG_FLOOR)));
  }

  private Operand<TFloat32> scaled(Operand<TFloat32> logarithms, float offset) {
    return tf.math.mul(tf.math.add(logarithms, tf.constant(offset)), tf.constant(0.5f));
  }

  /** Part of the window that is samples, [window]. */
  private Operand<TFloat32> fullness() {
    return tf.math.div(rows.count(), tf.constant((float) JointSpec.WINDOW));
  }

  /** 1 for blocks that begin within the samples, [window, block]. */
  private Operand<TFloat32> present() {
    float[] begins = new float[BLOCKS];
    for (int block = 0; block < BLOCKS; block++) {
      begins[block] = block * JointSpec.BLOCK;
    }
    var inside =
        tf.math.less(
            tf.constant(Shape.of(1, BLOCKS), DataBuffers.of(begins)),
            tf.expandDims(rows.count(), tf.constant(1)));
    return tf.dtypes.cast(inside, TFloat32.class);
  }

  private Operand<TFloat32> ones() {
    float[] ones = new float[BLOCKS];
    Arrays.fill(ones, 1);
    return tf.constant(Shape.of(1, BLOCKS), DataBuffers.of(ones));
  }
}
