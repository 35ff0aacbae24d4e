package dev.strobe.models.repnet;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;

/**
 * The frames of a request, and what may be seen of them.
 *
 * @param pixels of {@link JointSpec#FRAME_SIDE} rows and columns, [frame, pixel]
 * @param type what a pixel is
 * @param grey makes grey values of pixels
 */
record RequestFrames<T extends TNumber>(Operand<T> pixels, Class<T> type, Grey<T> grey) {

  private static final int PIXELS = JointSpec.FRAME_SIDE * JointSpec.FRAME_SIDE;

  /** Makes grey values in [0, 1] of pixels. */
  interface Grey<T extends TNumber> {
    /** Of the shape given. */
    Operand<TFloat32> of(Ops tf, Operand<T> pixels);
  }

  /** What of some frames is looked at. */
  interface Sight {
    /** From grey [frame, 96, 96] and [frame, number] to [frame, region, 48, 48] or as many. */
    Operand<TFloat32> of(Regions regions, Operand<TFloat32> frames, Operand<TFloat32> places);
  }

  /** Frames of bytes. */
  static RequestFrames<TUint8> ofBytes(Ops tf, Operand<TUint8> bytes) {
    return new RequestFrames<>(
        rows(tf, bytes),
        TUint8.class,
        (ops, some) -> ops.math.mul(ops.dtypes.cast(some, TFloat32.class), ops.constant(1 / 255f)));
  }

  /** Frames of values in [-1, 1]. */
  static RequestFrames<TFloat32> ofSigned(Ops tf, Operand<TFloat32> values) {
    return new RequestFrames<>(
        rows(tf, values),
        TFloat32.class,
        (ops, some) -> {
          Operand<TFloat32> half = ops.constant(0.5f);
          return ops.math.add(ops.math.mul(some, half), half);
        });
  }

  /** How many there are, scalar. */
  Operand<TInt32> count(Ops tf) {
    return Frames.count(tf, pixels);
  }

  /** The whole of every frame as it is. */
  Frames<T> whole(Ops tf) {
    return seen(Frames.nowhere(tf, pixels), 1, (regions, frames, places) -> regions.whole(frames));
  }

  /**
   * All {@link Regions} of every frame: clips are steadied, then looked at for what changes, each
   * by itself.
   *
   * @param whole the whole of every frame as it is
   */
  Frames<T> regions(Ops tf, Frames<?> whole, Clips clips) {
    Operand<TFloat32> moved = new ViewPath(tf).of(whole, clips);
    Zooms zooms = new Zooms(tf, seen(moved, 1, Regions::steadyWhole), clips);
    int side = JointSpec.FRAME_SIDE;
    return seen(
        Regions.places(tf, moved, zooms.corner(side / 2), zooms.corner(side / 4)),
        Regions.COUNT,
        Regions::of);
  }

  private Frames<T> seen(Operand<TFloat32> places, int regions, Sight sight) {
    return new Frames<>(
        pixels,
        type,
        places,
        regions,
        (tf, some, of) -> {
          int side = JointSpec.FRAME_SIDE;
          Operand<TFloat32> frames =
              tf.reshape(grey.of(tf, some), tf.constant(new int[] {-1, side, side}));
          return sight.of(new Regions(tf), frames, of);
        });
  }

  private static <T extends TNumber> Operand<T> rows(Ops tf, Operand<T> pixels) {
    return tf.reshape(pixels, tf.constant(new int[] {-1, PIXELS}));
  }
}
