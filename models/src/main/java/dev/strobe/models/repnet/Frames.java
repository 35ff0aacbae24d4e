package dev.strobe.models.repnet;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;

/**
 * Frames as they came, and how to make of some of them the pictures that are looked at.
 *
 * @param pixels [frame, pixel]
 * @param type what a pixel is
 * @param regions pictures of a frame
 * @param reading makes pictures
 */
record Frames<T extends TNumber>(
    Operand<T> pixels, Class<T> type, int regions, Reading<T> reading) {

  private static final int PIXELS = JointSpec.FRAME_SIDE * JointSpec.FRAME_SIDE;

  /** Makes pictures of pixels. */
  interface Reading<T extends TNumber> {
    /** From [frame, pixel] to grey values of [0, 1], [frame, region, 48, 48] or as many. */
    Operand<TFloat32> pictures(Ops tf, Operand<T> pixels);
  }

  /** Frames that are pictures, of grey values in [0, 1]. */
  static Frames<TFloat32> whole(Ops tf, Operand<TFloat32> grey) {
    int pixels = JointSpec.SIDE * JointSpec.SIDE;
    return new Frames<>(rows(tf, grey, pixels), TFloat32.class, 1, (ops, some) -> some);
  }

  /** Frames of {@link JointSpec#FRAME_SIDE} rows and columns of bytes. */
  static Frames<TUint8> ofBytes(Ops tf, Operand<TUint8> bytes) {
    return new Frames<>(
        rows(tf, bytes, PIXELS),
        TUint8.class,
        Regions.COUNT,
        (ops, some) ->
            new Regions(ops)
                .of(ops.math.mul(ops.dtypes.cast(some, TFloat32.class), ops.constant(1 / 255f))));
  }

  /** Frames of {@link JointSpec#FRAME_SIDE} rows and columns of values in [-1, 1]. */
  static Frames<TFloat32> ofSigned(Ops tf, Operand<TFloat32> values) {
    return new Frames<>(
        rows(tf, values, PIXELS),
        TFloat32.class,
        Regions.COUNT,
        (ops, some) -> {
          Operand<TFloat32> half = ops.constant(0.5f);
          return new Regions(ops).of(ops.math.add(ops.math.mul(some, half), half));
        });
  }

  /** The same frames, of which the whole alone is looked at. */
  Frames<T> wholeAlone() {
    return new Frames<>(
        pixels,
        type,
        1,
        (tf, some) -> {
          var pictures =
              tf.reshape(
                  reading.pictures(tf, some),
                  tf.constant(new int[] {-1, regions, JointSpec.SIDE, JointSpec.SIDE}));
          return tf.gather(pictures, tf.constant(0), tf.constant(1));
        });
  }

  /** How many there are, scalar. */
  Operand<TInt32> count(Ops tf) {
    return tf.gather(tf.shape(pixels), tf.constant(0), tf.constant(0));
  }

  private static <T extends TNumber> Operand<T> rows(Ops tf, Operand<T> pixels, int width) {
    return tf.reshape(pixels, tf.constant(new int[] {-1, width}));
  }
}
