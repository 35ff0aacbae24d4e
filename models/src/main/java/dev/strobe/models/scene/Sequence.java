package dev.strobe.models.scene;

import dev.strobe.models.scene.picture.Canvas;
import java.util.List;

/** Shots one after the other. */
final class Sequence implements Part {

  private final List<Shot> shots;
  private final int[] starts;
  private final int fade;
  private final Canvas last = new Canvas();

  private Sequence(List<Shot> shots, int[] starts, int fade) {
    this.shots = shots;
    this.starts = starts;
    this.fade = fade;
  }

  /**
   * Joins shots.
   *
   * @param fade frames over which the last picture of a shot fades into the next; 0 for a cut
   */
  static Shot of(List<Shot> shots, int fade) {
    int[] starts = new int[shots.size() + 1];
    for (int i = 0; i < shots.size(); i++) {
      starts[i + 1] = starts[i] + shots.get(i).frames();
    }
    float[] period = new float[starts[shots.size()]];
    for (int i = 0; i < shots.size(); i++) {
      System.arraycopy(shots.get(i).period(), 0, period, starts[i], shots.get(i).frames());
    }
    return new Shot(new Sequence(shots, starts, fade), period);
  }

  @Override
  public void draw(int frame, Canvas canvas) {
    int current = 0;
    while (frame >= starts[current + 1]) {
      current++;
    }
    int since = frame - starts[current];
    shots.get(current).picture().draw(since, canvas);
    if (current > 0 && since < fade) {
      Shot before = shots.get(current - 1);
      before.picture().draw(before.frames() - 1, last);
      canvas.fade(last, 1 - (since + 1.0) / (fade + 1.0));
    }
  }
}
