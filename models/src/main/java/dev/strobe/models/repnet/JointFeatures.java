package dev.strobe.models.repnet;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The model up to its head, which nothing is learnt in: from grey frames to lag profiles. Training
 * stores what comes out of it; the exported model runs it before the head.
 */
public final class JointFeatures {

  private final Ops tf;
  private final SampleRule samples;
  private final FrameFeatures frameFeatures;
  private final CameraMotion cameraMotion;

  /** Features that take their samples by {@code samples}. */
  public JointFeatures(Ops tf, SampleRule samples) {
    this.tf = tf;
    this.samples = samples;
    this.frameFeatures = new FrameFeatures(tf);
    this.cameraMotion = new CameraMotion(tf);
  }

  /** Features of windows of a clip of grey values in [0, 1], whole frames in row order. */
  public HeadInputs ofClip(Operand<TFloat32> grey, SampleWindows windows) {
    return ofClip(grey, 1, windows);
  }

  /**
   * Features of windows of a clip, of all windows of the first region, of all of the second and so
   * on.
   *
   * @param grey values in [0, 1], [frame, region, 48, 48]
   */
  HeadInputs ofClip(Operand<TFloat32> grey, int regions, SampleWindows windows) {
    Operand<TFloat32> frames = frameFeatures.frames(grey);
    ClipSamples rows = new ClipSamples(tf, samples, windows);
    Operand<TFloat32> cells = ofFrames(frameFeatures.grey(frames), regions * FrameFeatures.GREY);
    Operand<TFloat32> edges = ofFrames(frameFeatures.edges(frames), regions * FrameFeatures.EDGES);
    return ofSamples(
        byRegion(rows.of(cells), regions, FrameFeatures.GREY),
        byRegion(rows.of(edges), regions, FrameFeatures.EDGES),
        tf.tile(windows.counts(), tf.constant(new int[] {regions})));
  }

  /** The same of whole windows, 64 frames each: [window * 64, region, 48, 48]. */
  HeadInputs ofWindows(Operand<TFloat32> grey, int regions) {
    Operand<TFloat32> frames = frameFeatures.frames(grey);
    Operand<TFloat32> cells = byRegion(frameFeatures.grey(frames), regions, FrameFeatures.GREY);
    Operand<TFloat32> edges = byRegion(frameFeatures.edges(frames), regions, FrameFeatures.EDGES);
    Operand<TInt32> number = tf.gather(tf.shape(cells), tf.array(0), tf.constant(0));
    return ofSamples(cells, edges, tf.fill(number, tf.constant(JointSpec.WINDOW)));
  }

  private Operand<TFloat32> ofFrames(Operand<TFloat32> features, int width) {
    return tf.reshape(features, tf.constant(new int[] {-1, width}));
  }

  /** From values in the order [window, row, region, feature] to [region * window, row, feature]. */
  private Operand<TFloat32> byRegion(Operand<TFloat32> samples, int regions, int width) {
    var apart = tf.reshape(samples, tf.constant(new int[] {-1, JointSpec.WINDOW, regions, width}));
    var ordered = tf.linalg.transpose(apart, tf.constant(new int[] {2, 0, 1, 3}));
    return tf.reshape(ordered, tf.constant(new int[] {-1, JointSpec.WINDOW, width}));
  }

  private HeadInputs ofSamples(
      Operand<TFloat32> grey, Operand<TFloat32> edges, Operand<TInt32> counts) {
    WindowRows rows = new WindowRows(tf, counts);
    Views views = new Views(tf, rows);
    CameraMotion.Split camera = cameraMotion.of(grey, views.change(grey));
    List<Operand<TFloat32>> distances =
        views.of(grey, edges, camera.rest()).stream()
            .map(view -> Views.distances(tf, view))
            .toList();
    var profiles = new JointProfiles(tf, rows).of(distances);
    Operand<TFloat32> scalars = new MotionScalars(tf, rows, views).of(grey, edges, camera);
    return new HeadInputs(
        tf.concat(List.of(profiles.local(), scalars), tf.constant(2)), profiles.whole());
  }
}
