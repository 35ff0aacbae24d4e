package dev.strobe.models.dataset;

import dev.strobe.models.repnet.JointSpec;
import dev.strobe.models.scene.SceneClip;
import dev.strobe.models.synthetic.Draws;
import java.util.ArrayList;
import java.util.List;

/**
 * A window of a clip.
 *
 * @param stride frames from one sample to the next
 * @param start number of the first sample
 * @param count samples, at most 64
 */
record WindowChoice(int stride, int start, int count) {

  private static final int FEWEST_SAMPLES = 20;

  /** Windows of a clip: the first at the clip's own stride, the others at any that fits. */
  static List<WindowChoice> draw(Draws draws, SceneClip clip, int number) {
    List<WindowChoice> chosen = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      int stride = i == 0 ? clip.stride() : draws.oneOf(1, 2, 3, 4, 4, 8);
      int samples = (clip.frames() + stride - 1) / stride;
      int last = Math.max(0, samples - JointSpec.WINDOW);
      int start = draws.integer(0, last + 1);
      if (samples >= FEWEST_SAMPLES) {
        chosen.add(new WindowChoice(stride, start, Math.min(JointSpec.WINDOW, samples)));
      }
    }
    return chosen;
  }

  /** The clip's frame that sample {@code i} of this window begins with. */
  int frame(int i) {
    return (start + i) * stride;
  }
}
