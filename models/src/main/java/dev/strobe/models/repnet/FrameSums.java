package dev.strobe.models.repnet;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * What is kept of the frames of a clip: for every frame the sums of a feature of all frames before
 * it, in double precision so that nothing is lost, and one more row with the sums of all.
 */
final class FrameSums {

  /** Pictures that are looked at together, so few that a processor's cache holds some maps. */
  private static final int PICTURES = 48;

  private FrameSums() {}

  /**
   * A feature of pictures.
   *
   * @param width numbers that stand for a picture
   * @param seen makes them
   */
  record Feature(int width, Seen seen) {}

  /** Makes a feature. */
  interface Seen {
    /** From grey values in [0, 1], [picture, 48, 48], to [picture, width]. */
    Operand<TFloat32> of(Ops tf, Operand<TFloat32> pictures);
  }

  /**
   * Goes through all frames once.
   *
   * @return for every feature its sums, [(frame + 1) * region, width]
   */
  static <T extends TNumber> List<Operand<TFloat64>> of(
      Ops tf, Frames<T> frames, List<Feature> features) {
    int regions = frames.regions();
    Operand<TInt32> count = frames.count(tf);
    Operand<TInt32> rows = tf.math.add(count, tf.constant(1));
    List<Operand<?>> empty = new ArrayList<>();
    features.forEach(
        feature -> empty.add(Pieces.empty(tf, rows, regions * feature.width(), TFloat64.class)));
    List<Output<?>> sums =
        new Pieces(List.of(frames.pixels(), frames.places()), empty)
            .run(
                tf,
                "frames",
                count,
                Math.max(1, PICTURES / regions),
                piece -> with(piece, frames, features));
    List<Operand<TFloat64>> each = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      each.add(
          tf.reshape(
              sums.get(i).expect(TFloat64.class),
              tf.constant(new int[] {-1, features.get(i).width()})));
    }
    return each;
  }

  private static <T extends TNumber> List<Operand<?>> with(
      Pieces.Piece piece, Frames<T> frames, List<Feature> features) {
    Ops tf = piece.tf();
    Operand<TFloat32> pictures = frames.pictures(piece, piece.rows());
    List<Operand<?>> after = new ArrayList<>();
    for (Feature feature : features) {
      int width = frames.regions() * feature.width();
      after.add(added(piece, after.size(), feature.seen().of(tf, pictures), width));
    }
    return after;
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
