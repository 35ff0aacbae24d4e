package dev.strobe.models.repnet;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/**
 * The model up to its head, which nothing is learnt in: from grey frames to lag profiles. Training
 * stores what comes out of it; the exported model runs it before the head.
 */
public final class JointFeatures {

  /** Windows that are looked at together, so few that a processor's cache holds them. */
  private static final int WINDOWS = 8;

  // What every piece is given, in this order.
  private static final int GREY_SUMS = 0;
  private static final int EDGE_SUMS = 1;
  private static final int FRAMES = 2;
  private static final int STRIDES = 3;
  private static final int STARTS = 4;
  private static final int COUNTS = 5;
  private static final int WINDOWS_OF_REGION = 6;

  private static final int LOCAL = JointSpec.BLOCKS * HeadInputs.LOCAL;

  private final Ops tf;
  private final SampleRule samples;

  /** Features that take their samples by {@code samples}. */
  public JointFeatures(Ops tf, SampleRule samples) {
    this.tf = tf;
    this.samples = samples;
  }

  /** Features of windows of a clip of grey values in [0, 1], whole frames in row order. */
  public HeadInputs ofClip(Operand<TFloat32> grey, SampleWindows windows) {
    return of(Frames.whole(tf, grey), windows);
  }

  /**
   * Features of windows of a clip, of all windows of the first region, of all of the second and so
   * on.
   */
  HeadInputs of(Frames<?> frames, SampleWindows windows) {
    List<Operand<TFloat64>> sums =
        FrameSums.of(
            tf,
            frames,
            List.of(
                new FrameSums.Feature(
                    FrameFeatures.GREY, (ops, pictures) -> new FrameFeatures(ops).grey(pictures)),
                new FrameSums.Feature(
                    FrameFeatures.EDGES,
                    (ops, pictures) -> new FrameFeatures(ops).edges(pictures))));
    Operand<TInt32> each = tf.size(windows.counts());
    Operand<TInt32> all = tf.math.mul(each, tf.constant(frames.regions()));
    List<Operand<?>> given =
        List.of(
            sums.get(GREY_SUMS),
            sums.get(EDGE_SUMS),
            frames.count(tf),
            windows.strides(),
            windows.starts(),
            windows.counts(),
            each);
    List<Output<?>> filled =
        new Pieces(
                given,
                List.of(
                    Pieces.empty(tf, all, LOCAL, TFloat32.class),
                    Pieces.empty(tf, all, HeadInputs.WHOLE, TFloat32.class)))
            .run(tf, "windows", all, WINDOWS, piece -> with(piece, frames.regions()));
    return new HeadInputs(
        tf.reshape(
            filled.get(0).expect(TFloat32.class),
            tf.constant(new int[] {-1, JointSpec.BLOCKS, HeadInputs.LOCAL})),
        filled.get(1).expect(TFloat32.class));
  }

  private List<Operand<?>> with(Pieces.Piece piece, int regions) {
    Ops ops = piece.tf();
    Operand<TInt32> each = piece.given(WINDOWS_OF_REGION, TInt32.class);
    Operand<TInt32> region = ops.math.floorDiv(piece.rows(), each);
    Operand<TInt32> number = ops.math.sub(piece.rows(), ops.math.mul(region, each));
    SampleWindows windows =
        new SampleWindows(
            some(piece, STRIDES, number), some(piece, STARTS, number), some(piece, COUNTS, number));
    ClipSamples rows =
        new ClipSamples(ops, samples, windows, region, regions, piece.given(FRAMES, TInt32.class));
    HeadInputs inputs =
        new WindowFeatures(ops)
            .of(
                rows.of(piece.given(GREY_SUMS, TFloat64.class)),
                rows.of(piece.given(EDGE_SUMS, TFloat64.class)),
                windows.counts());
    return List.of(
        piece.put(0, TFloat32.class, piece.rows(), LOCAL, inputs.local()),
        piece.put(1, TFloat32.class, piece.rows(), HeadInputs.WHOLE, inputs.whole()));
  }

  private static Operand<TInt32> some(Pieces.Piece piece, int index, Operand<TInt32> numbers) {
    return piece.tf().gather(piece.given(index, TInt32.class), numbers, piece.tf().constant(0));
  }
}
