package dev.strobe.models.repnet;

import dev.strobe.models.repnet.Parameters.Initial;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/**
 * Reads periods off lag profiles: a layer that sees one block and the whole window, one that sees
 * what the two blocks before and after make of theirs, and one that sees the window's mean of that.
 */
public final class JointHead {

  private static final int BLOCKS = JointSpec.BLOCKS;

  /** Blocks on either side of a block that it is told about. */
  private static final int NEIGHBOURS = 2;

  private final Ops tf;
  private final JointSpec spec;
  private final Operand<TFloat32> wholeKernel;
  private final Dense first;
  private final Dense told;
  private final Dense knowing;
  private final Dense last;
  private final Dense answer;

  /** Adds the head's weights to the graph. */
  public JointHead(Ops tf, JointSpec spec, Parameters parameters) {
    int mixed = spec.mixed();
    int around = (2 * NEIGHBOURS + 1) * spec.shared();
    this.tf = tf;
    this.spec = spec;
    this.first = dense(parameters, "local", HeadInputs.LOCAL, spec.hidden());
    this.wholeKernel =
        parameters.get(
            tf, "whole_kernel", Shape.of(HeadInputs.WHOLE, spec.hidden()), Initial.HALF_HE_NORMAL);
    this.told = dense(parameters, "told", spec.hidden(), spec.shared());
    this.knowing = dense(parameters, "knowing", around, mixed);
    this.last = dense(parameters, "last", 2 * mixed + spec.hidden(), mixed);
    this.answer =
        Dense.of(tf, parameters, "answer", mixed, JointSpec.PERIODS + 1, Initial.SMALL_NORMAL);
  }

  /** Scores for use. */
  BlockScores scores(HeadInputs inputs) {
    return scores(inputs, UnaryOperator.identity());
  }

  /** Scores for training, where {@code dropout} stands between layers. */
  public BlockScores scores(HeadInputs inputs, UnaryOperator<Operand<TFloat32>> dropout) {
    Operand<TFloat32> hidden = dropout.apply(hidden(inputs));
    Operand<TFloat32> around = neighbours(layer(told, hidden, spec.hidden(), spec.shared()));
    Operand<TFloat32> known =
        layer(knowing, around, (2 * NEIGHBOURS + 1) * spec.shared(), spec.mixed());
    Operand<TFloat32> mean =
        tf.tile(
            tf.math.mean(known, tf.constant(new int[] {1}), Mean.keepDims(true)),
            tf.constant(new int[] {1, BLOCKS, 1}));
    Operand<TFloat32> all = tf.concat(List.of(dropout.apply(known), hidden, mean), tf.constant(2));
    int width = 2 * spec.mixed() + spec.hidden();
    var rows = last.rectified(tf, tf.reshape(all, tf.constant(new int[] {-1, width})));
    var logits =
        tf.reshape(
            answer.apply(tf, rows), tf.constant(new int[] {-1, BLOCKS, JointSpec.PERIODS + 1}));
    return new BlockScores(
        tf.stridedSlice(logits, Indices.all(), Indices.all(), Indices.sliceTo(JointSpec.PERIODS)),
        tf.stridedSlice(
            logits, Indices.all(), Indices.all(), Indices.sliceFrom(JointSpec.PERIODS)));
  }

  private Operand<TFloat32> hidden(HeadInputs inputs) {
    var blocks = tf.reshape(inputs.local(), tf.constant(new int[] {-1, HeadInputs.LOCAL}));
    var local =
        tf.reshape(first.apply(tf, blocks), tf.constant(new int[] {-1, BLOCKS, spec.hidden()}));
    var whole = tf.linalg.matMul(inputs.whole(), wholeKernel);
    return tf.nn.relu(tf.math.add(local, tf.expandDims(whole, tf.constant(1))));
  }

  private Operand<TFloat32> layer(Dense dense, Operand<TFloat32> values, int inputs, int outputs) {
    var rows = tf.reshape(values, tf.constant(new int[] {-1, inputs}));
    return tf.reshape(dense.rectified(tf, rows), tf.constant(new int[] {-1, BLOCKS, outputs}));
  }

  /** Puts what the blocks around a block say side by side, zeros outside of the window. */
  private Operand<TFloat32> neighbours(Operand<TFloat32> values) {
    var padded =
        tf.pad(
            values,
            tf.constant(new int[][] {{0, 0}, {NEIGHBOURS, NEIGHBOURS}, {0, 0}}),
            tf.constant(0f));
    List<Operand<TFloat32>> shifted = new ArrayList<>();
    for (int shift = 0; shift <= 2 * NEIGHBOURS; shift++) {
      shifted.add(
          tf.stridedSlice(
              padded, Indices.all(), Indices.slice(shift, shift + BLOCKS), Indices.all()));
    }
    return tf.concat(shifted, tf.constant(2));
  }

  private Dense dense(Parameters parameters, String name, int inputs, int outputs) {
    return Dense.of(tf, parameters, name, inputs, outputs, Initial.HE_NORMAL);
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
