package dev.strobe.models.dataset;

import dev.strobe.models.scene.SceneClip;
import java.util.Arrays;

/**
 * Leaves out the frames of a clip that only duplicate the one before, as is done with a video
 * before the model sees it. Periods become those between the frames that are kept.
 */
final class KeptFrames {

  private static final int REACH = 8;
  private static final double TYPICAL = 0.9;
  private static final double MUCH_LESS = 0.15;
  private static final double SMALL = 0.6;
  private static final double NOTHING = 0.05;
  private static final int FEWEST = 24;
  private static final double NEARLY_ALL = 0.97;
  private static final int PIXELS = SceneClip.SIDE * SceneClip.SIDE;

  private KeptFrames() {}

  /** The clip without its duplicated frames, or as it is if that would leave too few. */
  static SceneClip of(SceneClip clip) {
    double[] change = changes(clip);
    boolean[] kept = new boolean[clip.frames()];
    int count = 0;
    for (int t = 0; t < kept.length; t++) {
      kept[t] = t == 0 || !isDuplicate(change, t);
      count += kept[t] ? 1 : 0;
    }
    return count < FEWEST || count > NEARLY_ALL * kept.length ? clip : without(clip, kept, count);
  }

  /** Mean difference to the frame before, in grey levels. */
  private static double[] changes(SceneClip clip) {
    double[] changes = new double[clip.frames()];
    byte[] pixels = clip.pixels();
    for (int t = 1; t < changes.length; t++) {
      long sum = 0;
      for (int i = t * PIXELS; i < (t + 1) * PIXELS; i++) {
        sum += Math.abs((pixels[i] & 0xff) - (pixels[i - PIXELS] & 0xff));
      }
      changes[t] = (double) sum / PIXELS;
    }
    return changes;
  }

  private static boolean isDuplicate(double[] change, int t) {
    if (change[t] >= SMALL) {
      return false;
    }
    return change[t] < NOTHING || change[t] < MUCH_LESS * typical(change, t);
  }

  /** The 0.9 quantile of the changes around a frame. */
  private static double typical(double[] change, int t) {
    int from = Math.max(1, t - REACH);
    int to = Math.min(change.length, t + REACH + 1);
    double[] near = Arrays.copyOfRange(change, from, to);
    Arrays.sort(near);
    double place = TYPICAL * (near.length - 1);
    int below = (int) place;
    double above = near[Math.min(below + 1, near.length - 1)];
    return near[below] + (place - below) * (above - near[below]);
  }

  private static SceneClip without(SceneClip clip, boolean[] kept, int count) {
    byte[] pixels = new byte[count * PIXELS];
    float[] period = new float[count];
    boolean[] on = new boolean[count];
    int to = 0;
    for (int t = 0; t < kept.length; t++) {
      if (kept[t]) {
        System.arraycopy(clip.pixels(), t * PIXELS, pixels, to * PIXELS, PIXELS);
        on[to] = clip.on()[t];
        period[to] = on[to] ? period(clip, kept, t) : 0;
        to++;
      }
    }
    return new SceneClip(count, pixels, period, on, clip.stride());
  }

  /** The period times the share of the cycle around a frame that is kept. */
  private static float period(SceneClip clip, boolean[] kept, int t) {
    float period = clip.period()[t];
    int half = Math.max(1, Math.round(period / 2));
    int seen = 0;
    int left = 0;
    for (int i = Math.max(0, t - half); i < Math.min(kept.length, t + half); i++) {
      seen += clip.on()[i] ? 1 : 0;
      left += clip.on()[i] && kept[i] ? 1 : 0;
    }
    return period * left / seen;
  }
}
