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

  /** From grey values of [0, 1] that hold whole frames in row order to [frame, 48, 48]. */
  Operand<TFloat32> frames(Operand<TFloat32> grey) {
    return frameFeatures.frames(grey);
  }

  /** Features of windows of a clip of grey values in [0, 1], whole frames in row order. */
  public HeadInputs ofClip(Operand<TFloat32> grey, SampleWindows windows) {
    Operand<TFloat32> frames = frameFeatures.frames(grey);
    ClipSamples rows = new ClipSamples(tf, samples, windows);
    return ofSamples(
        rows.of(frameFeatures.grey(frames)),
        rows.of(frameFeatures.edges(frames)),
        windows.counts());
  }

  /** Features of whole windows of grey values in [0, 1], 64 frames each. */
  HeadInputs ofWindows(Operand<TFloat32> grey) {
    Operand<TFloat32> frames = frameFeatures.frames(grey);
    Operand<TFloat32> cells = windows(frameFeatures.grey(frames), FrameFeatures.GREY);
    Operand<TFloat32> edges = windows(frameFeatures.edges(frames), FrameFeatures.EDGES);
    Operand<TInt32> number = tf.gather(tf.shape(cells), tf.array(0), tf.constant(0));
    return ofSamples(cells, edges, tf.fill(number, tf.constant(JointSpec.WINDOW)));
  }

  private Operand<TFloat32> windows(Operand<TFloat32> features, int width) {
    return tf.reshape(features, tf.constant(new int[] {-1, JointSpec.WINDOW, width}));
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
