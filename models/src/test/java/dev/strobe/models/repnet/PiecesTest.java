package dev.strobe.models.repnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

final class PiecesTest {

  /** A row is its number and the count of rows that were there when its piece began. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 5, 8, 11})
  void everyRowIsFilledOnceAllBeforeItAre(int count) {
    try (Graph graph = new Graph();
        Session session = new Session(graph, ConfigProto.newBuilder().build())) {
      Ops tf = Ops.create(graph);
      Operand<TInt32> rows = tf.constant(count);
      var pieces =
          new Pieces(
              List.of(tf.constant(100f)), List.of(Pieces.empty(tf, rows, 2, TFloat32.class)));
      var filled = pieces.run(tf, "rows", rows, 4, PiecesTest::numbered).get(0);

      for (int run = 0; run < 2; run++) {
        try (Result result = session.runner().fetch(filled).run()) {
          TFloat32 values = (TFloat32) result.get(0);
          assertThat(values.shape().asArray()).containsExactly(count, 2);
          for (int row = 0; row < count; row++) {
            assertThat(values.getFloat(row, 0)).isEqualTo(100 + row);
            assertThat(values.getFloat(row, 1)).isEqualTo(row / 4 * 4);
          }
        }
      }
    }
  }

  private static List<Operand<?>> numbered(Pieces.Piece piece) {
    Ops tf = piece.tf();
    var numbers =
        tf.math.add(tf.dtypes.cast(piece.rows(), TFloat32.class), piece.given(0, TFloat32.class));
    var there =
        tf.math.sign(piece.filled(0, TFloat32.class)); // [row, 2]: 1 where a number is there
    var before = tf.gather(tf.sum(there, tf.constant(0)), tf.array(0), tf.constant(0));
    var each = tf.math.mul(tf.onesLike(numbers), before);
    var values = tf.stack(List.of(numbers, each), Stack.axis(1L));
    return List.of(piece.put(0, TFloat32.class, piece.rows(), 2, values));
  }
}
