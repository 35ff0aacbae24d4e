package dev.strobe.models.repnet;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * How far the view of every frame is from where that of a calm camera would be: the sum of its
 * shifts from each frame to the next, less the same smoothed over time. So what a hand shakes is
 * taken out, while a camera that pans may go on to.
 */
final class ViewPath {

  /** Standard deviation of the Gaussian by which the path is smoothed, in frames. */
  private static final double CALM = 24;

  private static final int REACH = (int) (3 * CALM);

  /** Pictures that are looked at together, so few that a processor's cache holds their spectra. */
  private static final int PICTURES = 32;

  /** Pixels of a frame for one of the picture in which shifts are found. */
  private static final float PIXELS = (float) JointSpec.FRAME_SIDE / JointSpec.SIDE;

  private final Ops tf;

  ViewPath(Ops tf) {
    this.tf = tf;
  }

  /**
   * Of whole frames.
   *
   * @return pixels of the frame down and to the right, [frame, 2]
   */
  Operand<TFloat32> of(Frames<?> whole, Clips clips) {
    Operand<TFloat32> steps = clips.apart(tf, steps(whole), 2);
    Operand<TFloat32> path = tf.math.cumsum(steps, tf.constant(1));
    Operand<TFloat32> ofAxes = tf.linalg.transpose(path, tf.constant(new int[] {0, 2, 1}));
    Operand<TFloat32> lines =
        tf.reshape(
            ofAxes,
            tf.stack(
                List.of(
                    tf.math.mul(clips.count(), tf.constant(2)),
                    clips.length(),
                    tf.constant(1),
                    tf.constant(1))));
    Operand<TFloat32> away = tf.math.sub(lines, smooth(lines));
    Operand<TFloat32> apart =
        tf.reshape(away, tf.stack(List.of(clips.count(), tf.constant(2), clips.length())));
    return tf.reshape(
        tf.linalg.transpose(apart, tf.constant(new int[] {0, 2, 1})),
        tf.stack(List.of(tf.math.mul(clips.count(), clips.length()), tf.constant(2))));
  }

  /** The mean around every frame, of as many frames as there are, [line, frame, 1, 1]. */
  private Operand<TFloat32> smooth(Operand<TFloat32> lines) {
    return tf.math.div(sums(lines), sums(tf.onesLike(lines)));
  }

  private Operand<TFloat32> sums(Operand<TFloat32> lines) {
    float[] bell = new float[2 * REACH + 1];
    for (int i = 0; i < bell.length; i++) {
      double away = (i - REACH) / CALM;
      bell[i] = (float) Math.exp(-away * away / 2);
    }
    return tf.nn.conv2d(
        lines,
        tf.constant(Shape.of(bell.length, 1, 1, 1), DataBuffers.of(bell)),
        List.of(1L, 1L, 1L, 1L),
        "SAME");
  }

  /** How far each view is from the one before, in pixels of the frame, [frame, 2]. */
  private <T extends TNumber> Operand<TFloat32> steps(Frames<T> whole) {
    Operand<TInt32> count = whole.count(tf);
    List<Output<?>> steps =
        new Pieces(
                List.of(whole.pixels(), whole.places()),
                List.of(Pieces.empty(tf, count, 2, TFloat32.class)))
            .run(tf, "steps", count, PICTURES, piece -> with(piece, whole));
    return steps.get(0).expect(TFloat32.class);
  }

  private static <T extends TNumber> List<Operand<?>> with(Pieces.Piece piece, Frames<T> whole) {
    Ops ops = piece.tf();
    Operand<TInt32> numbers = ops.math.maximum(piece.rowsFrom(1), ops.constant(0));
    var correlation = new PhaseCorrelation(ops);
    var spectrum = correlation.spectrum(whole.pictures(piece, numbers));
    Operand<TFloat32> shifts = correlation.shifts(spectrum);
    return List.of(
        piece.put(0, TFloat32.class, piece.rows(), 2, ops.math.mul(shifts, ops.constant(PIXELS))));
  }
}
