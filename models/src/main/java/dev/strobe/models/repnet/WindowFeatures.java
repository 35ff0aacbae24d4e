package dev.strobe.models.repnet;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** From the samples of windows to what the head is told of them. */
final class WindowFeatures {

  private final Ops tf;
  private final CameraMotion cameraMotion;

  WindowFeatures(Ops tf) {
    this.tf = tf;
    this.cameraMotion = new CameraMotion(tf);
  }

  /**
   * Features of windows.
   *
   * @param grey [window, row, {@link FrameFeatures#GREY}]
   * @param edges [window, row, {@link FrameFeatures#EDGES}]
   * @param counts samples that a window has, [window]
   */
  HeadInputs of(Operand<TFloat32> grey, Operand<TFloat32> edges, Operand<TInt32> counts) {
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
