package dev.strobe.models.repnet;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Empty;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/**
 * A loop in the graph that fills the rows of some tensors, a few rows at a time, so that only what
 * is made on the way to a few rows need be in memory, and mostly in the processor's cache. A piece
 * begins when the one before is done, so that nothing runs side by side.
 *
 * <p>Rows are written in place: a copy of the whole for every piece would take longer than all the
 * rest. So what is filled must come from {@link #empty}, which belongs to its run alone; a
 * constant, or what TensorFlow could make one of, would be shared by all runs.
 */
final class Pieces {

  private final List<Operand<?>> given;
  private final List<Operand<?>> filled;

  /**
   * @param given tensors that every piece may use
   * @param filled tensors to fill, each from {@link #empty} and used nowhere else
   */
  Pieces(List<Operand<?>> given, List<Operand<?>> filled) {
    this.given = List.copyOf(given);
    this.filled = List.copyOf(filled);
  }

  /** Rows of zeros. */
  static <T extends TNumber> Operand<T> empty(
      Ops tf, Operand<TInt32> rows, int width, Class<T> type) {
    return tf.empty(tf.stack(List.of(rows, tf.constant(width))), type, Empty.init(true));
  }

  /** What one turn of the loop does. */
  interface Body {
    /** Gives the tensors with the rows of this piece in them, from {@link Piece#put}. */
    List<Operand<?>> fill(Piece piece);
  }

  /**
   * The rows that one turn is about, in the loop's own graph.
   *
   * @param tf where its operations go
   * @param from the first row, scalar
   * @param to the one after the last, scalar
   */
  record Piece(
      Ops tf,
      Operand<TInt32> from,
      Operand<TInt32> to,
      List<Output<?>> given,
      List<Output<?>> filled) {

    /** A tensor that every piece may use. */
    <T extends TType> Operand<T> given(int index, Class<T> type) {
      return given.get(index).expect(type);
    }

    /** A tensor as far as it is filled. */
    <T extends TType> Operand<T> filled(int index, Class<T> type) {
      return filled.get(index).expect(type);
    }

    /**
     * A tensor with some rows written.
     *
     * @param values a value for every row and column, in order
     */
    <T extends TType> Operand<T> put(
        int index, Class<T> type, Operand<TInt32> rows, int width, Operand<T> values) {
      return tf.inplaceUpdate(
          filled(index, type), rows, tf.reshape(values, tf.constant(new int[] {-1, width})));
    }

    /** The numbers of the rows. */
    Operand<TInt32> rows() {
      return rowsFrom(0);
    }

    /** The numbers of the rows and of so many before them, which may be below 0. */
    Operand<TInt32> rowsFrom(int before) {
      return tf.range(tf.math.sub(from, tf.constant(before)), to, tf.constant(1));
    }
  }

  /**
   * Goes through {@code count} rows, {@code size} at a time.
   *
   * @return the tensors, filled
   */
  List<Output<?>> run(Ops tf, String name, Operand<TInt32> count, int size, Body body) {
    List<Output<?>> first = new ArrayList<>();
    first.add(tf.constant(0).asOutput());
    first.add(count.asOutput());
    filled.forEach(tensor -> first.add(tensor.asOutput()));
    given.forEach(tensor -> first.add(tensor.asOutput()));
    Output<?>[] last =
        ((Graph) tf.scope().env())
            .whileLoop(
                first.toArray(Output<?>[]::new),
                Pieces::unfinished,
                (graph, inputs, outputs) -> turn(Ops.create(graph), size, body, inputs, outputs),
                tf.scope().makeOpName(name));
    return List.of(last).subList(2, 2 + filled.size());
  }

  private static void unfinished(Graph graph, Output<?>[] inputs, Output<?>[] outputs) {
    Ops tf = Ops.create(graph);
    outputs[0] =
        tf.math.less(inputs[0].expect(TInt32.class), inputs[1].expect(TInt32.class)).asOutput();
  }

  private void turn(Ops tf, int size, Body body, Output<?>[] inputs, Output<?>[] outputs) {
    Operand<TInt32> from = inputs[0].expect(TInt32.class);
    Operand<TInt32> to =
        tf.math.minimum(tf.math.add(from, tf.constant(size)), inputs[1].expect(TInt32.class));
    List<Output<?>> all = List.of(inputs).subList(2, inputs.length);
    List<Output<?>> before = all.subList(0, filled.size());
    List<Output<?>> constant = all.subList(filled.size(), all.size());
    List<Operand<?>> after = body.fill(new Piece(tf, from, to, constant, before));
    List<Output<?>> next = new ArrayList<>();
    next.add(tf.withControlDependencies(after.toArray(Op[]::new)).identity(to).asOutput());
    next.add(inputs[1]);
    after.forEach(tensor -> next.add(tensor.asOutput()));
    next.addAll(constant);
    next.toArray(outputs);
  }
}
