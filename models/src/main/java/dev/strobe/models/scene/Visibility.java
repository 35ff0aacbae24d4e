package dev.strobe.models.scene;

import dev.strobe.models.scene.picture.Canvas;

/** Whether a pose makes a difference to the picture. */
final class Visibility {

  private static final int PROBES = 8;

  /** Mean change of a pixel, of 1 for white, from one side of a cycle to the other. */
  private static final double LEAST_CHANGE = 0.0015;

  private static final double LEAST_SHARE = 0.6;

  private final Part picture;
  private final Act act;
  private final Canvas one = new Canvas();
  private final Canvas other = new Canvas();

  private Visibility(Part picture, Act act) {
    this.picture = picture;
    this.act = act;
  }

  /** Whether the act can be seen in most of the frames that repeat. */
  static boolean of(Part picture, Act act) {
    var visibility = new Visibility(picture, act);
    int probed = 0;
    int seen = 0;
    for (int probe = 0; probe < PROBES; probe++) {
      int frame = (int) ((probe + 0.5) / PROBES * act.period().length);
      if (act.period()[frame] > 0) {
        probed++;
        seen += visibility.changes(frame) ? 1 : 0;
      }
    }
    return seen >= LEAST_SHARE * probed;
  }

  private boolean changes(int frame) {
    double period = act.period()[frame];
    return change(frame, period / 2) >= LEAST_CHANGE || change(frame, period / 3) >= LEAST_CHANGE;
  }

  /** How the picture of a frame changes if the pose is that of some frames later, or earlier. */
  private double change(int frame, double frames) {
    int later = frame + (int) Math.ceil(frames);
    int from = later < act.period().length ? later : Math.max(0, frame - (int) Math.ceil(frames));
    double[] pose = act.pose().at(frame);
    double[] kept = pose.clone();
    picture.draw(frame, one);
    System.arraycopy(act.pose().at(from), 0, pose, 0, pose.length);
    picture.draw(frame, other);
    System.arraycopy(kept, 0, pose, 0, pose.length);
    double sum = 0;
    for (int i = 0; i < one.pixels().length; i++) {
      sum += Math.abs(one.pixels()[i] - other.pixels()[i]);
    }
    return sum / one.pixels().length;
  }
}
