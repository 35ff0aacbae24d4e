package dev.strobe.models.repnet;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/**
 * In which part of the frames of a clip most changes: the square of cells whose grey values differ
 * most from those two frames earlier, summed over the clip.
 */
final class Zooms {

  /** Frames between those that are compared, so that slow motion shows, too. */
  private static final int APART = 2;

  /** Rows and columns of cells of a frame. */
  private static final int CELLS = 24;

  /** Pixels of a frame from one cell to the next. */
  private static final int STEP = JointSpec.FRAME_SIDE / CELLS;

  private static final int PICTURE_STEP = JointSpec.SIDE / CELLS;

  /** Pictures that are looked at together. */
  private static final int PICTURES = 48;

  private final Ops tf;
  private final Clips clips;
  private final Operand<TFloat32> changes;

  /** Looks at whole frames. */
  Zooms(Ops tf, Frames<?> whole, Clips clips) {
    this.tf = tf;
    this.clips = clips;
    this.changes = ofClips(clips.apart(tf, changes(tf, whole), CELLS * CELLS));
  }

  /**
   * Where most changes.
   *
   * @param side of the square, in pixels of the frame
   * @return top left, in pixels of the frame down and to the right, [frame, 2]
   */
  Operand<TFloat32> corner(int side) {
    int cells = side / STEP;
    int places = CELLS - cells + 1;
    Operand<TFloat32> means =
        tf.nn.avgPool(
            changes, List.of(1L, (long) cells, (long) cells, 1L), List.of(1L, 1L, 1L, 1L), "VALID");
    Operand<TInt64> most =
        tf.math.argMax(
            tf.reshape(means, tf.constant(new int[] {-1, places * places})), tf.constant(1));
    Operand<TInt32> which = tf.dtypes.cast(most, TInt32.class);
    Operand<TInt32> width = tf.constant(places);
    Operand<TInt32> cell =
        tf.stack(
            List.of(tf.math.floorDiv(which, width), tf.math.floorMod(which, width)),
            Stack.axis(1L));
    Operand<TFloat32> corner = tf.dtypes.cast(tf.math.mul(cell, tf.constant(STEP)), TFloat32.class);
    return clips.forFrames(tf, corner, 2);
  }

  /** From [clip, frame, cell] to [clip, row of cells, column of cells, 1]. */
  private Operand<TFloat32> ofClips(Operand<TFloat32> ofFrames) {
    Operand<TFloat32> compared =
        tf.slice(
            ofFrames,
            tf.stack(
                List.of(
                    tf.constant(0),
                    tf.math.minimum(clips.length(), tf.constant(APART)),
                    tf.constant(0))),
            tf.constant(new int[] {-1, -1, -1}));
    return tf.reshape(
        tf.sum(compared, tf.constant(1)), tf.constant(new int[] {-1, CELLS, CELLS, 1}));
  }

  /** How much every cell of a frame differs from that of an earlier one, [frame, cell]. */
  private static <T extends TNumber> Operand<TFloat32> changes(Ops tf, Frames<T> whole) {
    Operand<TInt32> count = whole.count(tf);
    List<Output<?>> changes =
        new Pieces(
                List.of(whole.pixels(), whole.places()),
                List.of(Pieces.empty(tf, count, CELLS * CELLS, TFloat32.class)))
            .run(tf, "changes", count, PICTURES, piece -> with(piece, whole));
    return changes.get(0).expect(TFloat32.class);
  }

  private static <T extends TNumber> List<Operand<?>> with(Pieces.Piece piece, Frames<T> whole) {
    Ops ops = piece.tf();
    Operand<TInt32> numbers = ops.math.maximum(piece.rowsFrom(APART), ops.constant(0));
    Operand<TFloat32> pictures = whole.pictures(piece, numbers);
    Operand<TFloat32> change =
        ops.math.abs(
            ops.math.sub(
                ops.stridedSlice(pictures, Indices.sliceFrom(APART)),
                ops.stridedSlice(pictures, Indices.slice(0, -APART))));
    var cells =
        ops.reshape(change, ops.constant(new int[] {-1, CELLS, PICTURE_STEP, CELLS, PICTURE_STEP}));
    return List.of(
        piece.put(
            0,
            TFloat32.class,
            piece.rows(),
            CELLS * CELLS,
            ops.math.mean(cells, ops.constant(new int[] {2, 4}))));
  }
}
