package dev.strobe.models.repnet;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * What is kept of the frames of a clip: for every frame the sums of the features of all frames
 * before it, in double precision so that nothing is lost, and one more row with the sums of all.
 *
 * @param grey [(frame + 1) * region, {@link FrameFeatures#GREY}]
 * @param edges [(frame + 1) * region, {@link FrameFeatures#EDGES}]
 */
record FrameSums(Operand<TFloat64> grey, Operand<TFloat64> edges) {

  /** Pictures that are looked at together, so few that a processor's cache holds some maps. */
  private static final int PICTURES = 48;

  /** Goes through all frames once. */
  static <T extends TNumber> FrameSums of(Ops tf, Frames<T> frames) {
    int regions = frames.regions();
    Operand<TInt32> count = frames.count(tf);
    Operand<TInt32> rows = tf.math.add(count, tf.constant(1));
    List<Output<?>> sums =
        new Pieces(
                List.of(frames.pixels()),
                List.of(
                    Pieces.empty(tf, rows, regions * FrameFeatures.GREY, TFloat64.class),
                    Pieces.empty(tf, rows, regions * FrameFeatures.EDGES, TFloat64.class)))
            .run(
                tf, "frames", count, Math.max(1, PICTURES / regions), piece -> with(piece, frames));
    return new FrameSums(
        rows(tf, sums.get(0), FrameFeatures.GREY), rows(tf, sums.get(1), FrameFeatures.EDGES));
  }

  private static Operand<TFloat64> rows(Ops tf, Output<?> sums, int width) {
    return tf.reshape(sums.expect(TFloat64.class), tf.constant(new int[] {-1, width}));
  }

  private static <T extends TNumber> List<Operand<?>> with(Pieces.Piece piece, Frames<T> frames) {
    Ops tf = piece.tf();
    var pixels = tf.gather(piece.given(0, frames.type()), piece.rows(), tf.constant(0));
    FrameFeatures features = new FrameFeatures(tf);
    Operand<TFloat32> pictures = features.frames(frames.reading().pictures(tf, pixels));
    return List.of(
        added(piece, 0, features.grey(pictures), frames.regions() * FrameFeatures.GREY),
        added(piece, 1, features.edges(pictures), frames.regions() * FrameFeatures.EDGES));
  }

  /** Goes on from the last sum that is there. */
  private static Operand<TFloat64> added(
      Pieces.Piece piece, int index, Operand<TFloat32> features, int width) {
    Ops tf = piece.tf();
    Operand<TInt32> zero = tf.constant(0);
    Operand<TFloat64> sums = piece.filled(index, TFloat64.class);
    Operand<TFloat64> before = tf.gather(sums, tf.reshape(piece.from(), tf.array(1)), zero);
    var exact =
        tf.dtypes.cast(tf.reshape(features, tf.constant(new int[] {-1, width})), TFloat64.class);
    Operand<TFloat64> after = tf.math.cumsum(tf.concat(List.of(before, exact), zero), zero);
    Operand<TInt32> places =
        tf.range(piece.from(), tf.math.add(piece.to(), tf.constant(1)), tf.constant(1));
    return piece.put(index, TFloat64.class, places, width, after);
  }
}
