package dev.strobe.models.repnet;

import dev.strobe.models.savedmodel.ModelSignature;
import dev.strobe.models.savedmodel.SavedModelWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/**
 * Writes a trained model as a SavedModel with three signatures that give the same numbers for a
 * clip of one window. How the view moved and where most changes, by which frames are steadied and
 * zoomed into, is found for a whole clip by {@code clip} and for every window by itself by the
 * others. A sample of stride {@code s} is the mean of {@code s} frames' features for {@code clip},
 * if the model's {@link SampleRule} says so; the other two take one frame for each sample.
 *
 * <ul>
 *   <li>{@code clip}: {@code frames} uint8 [frame, 96, 96, 1] and {@code strides} int32 [stride] to
 *       {@code period_logits} float [window, row, class], {@code periodicity_logits} float [window,
 *       row, 1], {@code window_stride} and {@code window_start} int32 [window]. Every frame is
 *       looked at once for all strides; the windows are those of {@link SampleWindows}.
 *   <li>{@code windows}: {@code frames} uint8 [window, 64, 96, 96, 1] to the two logits.
 *   <li>{@code serving_default}: {@code input_1} float [window, 64, 96, 96, 1] of [-1, 1] to {@code
 *       output_1} and {@code output_2}, as RepNet's own export has it.
 * </ul>
 */
public final class JointExport {

  private final Ops tf;
  private final JointFeatures features;
  private final JointHead head;
  private final RegionPool pool;
  private final WindowShifts shifts;
  private final ShiftGate gate;

  private JointExport(Ops tf, JointSpec spec, Weights weights) {
    this.tf = tf;
    this.features = new JointFeatures(tf, spec.samples());
    this.head = new JointHead(tf, spec, weights);
    this.pool = new RegionPool(tf);
    this.shifts = new WindowShifts(tf, spec.samples());
    this.gate = new ShiftGate(tf);
  }

  /**
   * Writes the model into a version directory.
   *
   * @return the file written
   * @throws IOException if the directory cannot be made or written to
   */
  public static Path write(JointSpec spec, Weights weights, Path directory) throws IOException {
    try (Graph graph = new Graph()) {
      var export = new JointExport(Ops.create(graph), spec, weights);
      List<ModelSignature> signatures =
          List.of(export.clip(), export.windows(), export.servingDefault());
      return SavedModelWriter.write(graph, signatures, directory);
    }
  }

  private ModelSignature clip() {
    int side = JointSpec.FRAME_SIDE;
    var frames = input("clip_frames", TUint8.class, Shape.of(-1, side, side, 1));
    var strides = input("clip_strides", TInt32.class, Shape.of(-1));
    var request = RequestFrames.ofBytes(tf, frames);
    var windows = SampleWindows.of(tf, request.count(tf), strides);
    var scores = scores(request, Clips.one(tf, request.count(tf)), windows);
    return new ModelSignature(
        "clip",
        Map.of("frames", frames, "strides", strides),
        Map.of(
            "period_logits", rows("clip_period_logits", scores.period()),
            "periodicity_logits", rows("clip_periodicity_logits", scores.periodicity()),
            "window_stride", tf.withName("clip_window_stride").identity(windows.strides()),
            "window_start", tf.withName("clip_window_start").identity(windows.startFrames(tf))));
  }

  private ModelSignature windows() {
    var frames = input("windows_frames", TUint8.class, windowShape());
    var scores = scoreWindows(RequestFrames.ofBytes(tf, frames));
    return new ModelSignature(
        "windows",
        Map.of("frames", frames),
        Map.of(
            "period_logits", rows("windows_period_logits", scores.period()),
            "periodicity_logits", rows("windows_periodicity_logits", scores.periodicity())));
  }

  private ModelSignature servingDefault() {
    var frames = input("serving_default_input_1", TFloat32.class, windowShape());
    var scores = scoreWindows(RequestFrames.ofSigned(tf, frames));
    return new ModelSignature(
        "serving_default",
        Map.of("input_1", frames),
        Map.of(
            "output_1", rows("serving_default_output_1", scores.period()),
            "output_2", rows("serving_default_output_2", scores.periodicity())));
  }

  private Shape windowShape() {
    return Shape.of(-1, JointSpec.WINDOW, JointSpec.FRAME_SIDE, JointSpec.FRAME_SIDE, 1);
  }

  private BlockScores scoreWindows(RequestFrames<?> frames) {
    Operand<TInt32> count = frames.count(tf);
    return scores(frames, Clips.windows(tf, count), SampleWindows.sideBySide(tf, count));
  }

  private BlockScores scores(RequestFrames<?> frames, Clips clips, SampleWindows windows) {
    Frames<?> whole = frames.whole(tf);
    Frames<?> regions = frames.regions(tf, whole, clips);
    BlockScores pooled = pool.pool(head.scores(features.of(regions, windows)), regions.regions());
    return gate.of(pooled, shifts.of(whole, windows));
  }

  /** Repeats every block's answer for each of its rows. */
  private Operand<TFloat32> rows(String name, Operand<TFloat32> blocks) {
    int[] blockOfRow = new int[JointSpec.WINDOW];
    for (int row = 0; row < blockOfRow.length; row++) {
      blockOfRow[row] = row / JointSpec.BLOCK;
    }
    return tf.withName(name).gather(blocks, tf.constant(blockOfRow), tf.constant(1));
  }

  private <T extends TType> Operand<T> input(String name, Class<T> type, Shape shape) {
    return tf.withName(name).placeholder(type, Placeholder.shape(shape));
  }
}
