package dev.strobe.models.repnet;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * Frames as they came, and how to make of some of them the pictures that are looked at.
 *
 * @param pixels [frame, pixel]
 * @param type what a pixel is
 * @param places numbers that the reading needs of every frame, [frame, number]
 * @param regions pictures of a frame
 * @param reading makes pictures
 */
record Frames<T extends TNumber>(
    Operand<T> pixels, Class<T> type, Operand<TFloat32> places, int regions, Reading<T> reading) {

  /** Makes pictures of pixels. */
  interface Reading<T extends TNumber> {
    /** From [frame, pixel] to grey values of [0, 1], [frame, region, 48, 48] or as many. */
    Operand<TFloat32> pictures(Ops tf, Operand<T> pixels, Operand<TFloat32> places);
  }

  /** Frames that are pictures, of grey values in [0, 1]. */
  static Frames<TFloat32> whole(Ops tf, Operand<TFloat32> grey) {
    Operand<TFloat32> pictures =
        tf.reshape(grey, tf.constant(new int[] {-1, JointSpec.SIDE * JointSpec.SIDE}));
    return new Frames<>(
        pictures, TFloat32.class, nowhere(tf, pictures), 1, (ops, some, places) -> some);
  }

  /** Nothing for every frame. */
  static Operand<TFloat32> nowhere(Ops tf, Operand<? extends TNumber> pixels) {
    return tf.zeros(tf.stack(List.of(count(tf, pixels), tf.constant(0))), TFloat32.class);
  }

  /** How many there are, scalar. */
  Operand<TInt32> count(Ops tf) {
    return count(tf, pixels);
  }

  /**
   * Pictures of some frames, in a piece that is given {@link #pixels} and {@link #places} first.
   *
   * @param numbers of the frames
   * @return [frame * region, 48, 48]
   */
  Operand<TFloat32> pictures(Pieces.Piece piece, Operand<TInt32> numbers) {
    Ops tf = piece.tf();
    Operand<TFloat32> pictures =
        reading.pictures(
            tf,
            tf.gather(piece.given(0, type), numbers, tf.constant(0)),
            tf.gather(piece.given(1, TFloat32.class), numbers, tf.constant(0)));
    return tf.reshape(pictures, tf.constant(new int[] {-1, JointSpec.SIDE, JointSpec.SIDE}));
  }

  /** How many rows there are, scalar. */
  static Operand<TInt32> count(Ops tf, Operand<? extends TNumber> pixels) {
    return tf.gather(tf.shape(pixels), tf.constant(0), tf.constant(0));
  }
}
