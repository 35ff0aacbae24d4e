package dev.strobe.models.repnet;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/** How much a shift of the view explains, for all windows of a clip. */
final class WindowShifts {

  /** Windows that are looked at together, so few that a processor's cache holds them. */
  private static final int WINDOWS = 8;

  // What every piece is given, in this order.
  private static final int SUMS = 0;
  private static final int FRAMES = 1;
  private static final int STRIDES = 2;
  private static final int STARTS = 3;
  private static final int COUNTS = 4;

  private final Ops tf;
  private final SampleRule samples;

  WindowShifts(Ops tf, SampleRule samples) {
    this.tf = tf;
    this.samples = samples;
  }

  /** Looks at whole frames. */
  ViewShift.Found of(Frames<?> frames, SampleWindows windows) {
    var maps =
        new FrameSums.Feature(
            ViewShift.FEATURES, (ops, pictures) -> new ViewShift(ops).ofFrames(pictures));
    List<Operand<?>> given =
        List.of(
            FrameSums.of(tf, frames, List.of(maps)).get(0),
            frames.count(tf),
            windows.strides(),
            windows.starts(),
            windows.counts());
    Operand<TInt32> all = tf.size(windows.counts());
    List<Output<?>> filled =
        new Pieces(given, List.of(column(all), column(all)))
            .run(tf, "shifts", all, WINDOWS, this::with);
    return new ViewShift.Found(flat(filled.get(0)), flat(filled.get(1)));
  }

  private List<Operand<?>> with(Pieces.Piece piece) {
    Ops ops = piece.tf();
    SampleWindows windows =
        new SampleWindows(some(piece, STRIDES), some(piece, STARTS), some(piece, COUNTS));
    Operand<TInt32> noRegion = ops.math.mul(piece.rows(), ops.constant(0));
    var rows =
        new ClipSamples(ops, samples, windows, noRegion, 1, piece.given(FRAMES, TInt32.class));
    ViewShift.Found found = new ViewShift(ops).of(rows.of(piece.given(SUMS, TFloat64.class)));
    return List.of(
        piece.put(0, TFloat32.class, piece.rows(), 1, found.share()),
        piece.put(1, TFloat32.class, piece.rows(), 1, found.spread()));
  }

  private static Operand<TInt32> some(Pieces.Piece piece, int index) {
    return piece
        .tf()
        .gather(piece.given(index, TInt32.class), piece.rows(), piece.tf().constant(0));
  }

  private Operand<TFloat32> column(Operand<TInt32> rows) {
    return Pieces.empty(tf, rows, 1, TFloat32.class);
  }

  private Operand<TFloat32> flat(Output<?> column) {
    return tf.reshape(column.expect(TFloat32.class), tf.constant(new int[] {-1}));
  }
}
