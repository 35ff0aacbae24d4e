package dev.strobe.models.dataset;

import dev.strobe.models.repnet.JointSpec;
import dev.strobe.models.scene.SceneClip;

/**
 * What should be said of the blocks of a window.
 *
 * @param on share of a block's samples that repeat, [block]
 * @param period mean period of those in samples, 0 where there are none, [block]
 */
@SuppressWarnings("ArrayRecordComponent") // written to a file at once; nobody compares them
record WindowLabels(float[] on, float[] period) {

  /** Faster repetition cannot be told from noise. */
  private static final float SHORTEST = 2.8f;

  /** A window that shows fewer cycles does not show a repetition. */
  private static final double FEWEST_CYCLES = 1.8;

  static WindowLabels of(SceneClip clip, WindowChoice window) {
    float[] periods = new float[JointSpec.WINDOW];
    int repeating = 0;
    for (int i = 0; i < window.count(); i++) {
      int frame = Math.min(window.frame(i) + window.stride() / 2, clip.frames() - 1);
      float period = clip.period()[frame] / window.stride();
      if (clip.on()[frame] && period >= SHORTEST && period <= JointSpec.PERIODS) {
        periods[i] = period;
        repeating++;
      }
    }
    float[] on = new float[JointSpec.BLOCKS];
    float[] mean = new float[JointSpec.BLOCKS];
    for (int i = 0; i < JointSpec.WINDOW; i++) {
      if (periods[i] > 0 && repeating >= FEWEST_CYCLES * periods[i]) {
        on[i / JointSpec.BLOCK] += 1f / JointSpec.BLOCK;
        mean[i / JointSpec.BLOCK] += periods[i] / JointSpec.BLOCK;
      }
    }
    for (int block = 0; block < JointSpec.BLOCKS; block++) {
      mean[block] = on[block] > 0 ? mean[block] / on[block] : 0;
    }
    return new WindowLabels(on, mean);
  }
}
