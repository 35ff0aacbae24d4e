package dev.strobe.models.scene;

import dev.strobe.models.scene.picture.Canvas;
import dev.strobe.models.synthetic.Draws;
import dev.strobe.models.synthetic.Track;
import java.util.Arrays;

/** A picture that wobbles, as water or leaves do: a few standing waves, each driven by a number. */
final class Ripple {

  private static final int PIXELS = Canvas.SIDE * Canvas.SIDE;

  private final Track drive;
  private final double[] ways;
  private final float[][] patterns;
  private final float[] down = new float[PIXELS];
  private final float[] right = new float[PIXELS];

  private Ripple(Track drive, double[] ways, float[][] patterns) {
    this.drive = drive;
    this.ways = ways;
    this.patterns = patterns;
  }

  /**
   * Draws waves that are as high as {@code drive} says, one a feature.
   *
   * @param height pixels that 1 displaces by
   */
  static Ripple draw(Draws draws, Track drive, double height) {
    float[][] patterns = new float[drive.features()][PIXELS];
    double[] ways = new double[drive.features()];
    double length = draws.logUniform(8, 80);
    for (int wave = 0; wave < patterns.length; wave++) {
      ways[wave] = draws.uniform(0, 2 * Math.PI);
      double angle = draws.uniform(0, 2 * Math.PI);
      double begin = draws.uniform(0, 2 * Math.PI);
      double turn = 2 * Math.PI / (length * draws.uniform(0.6, 1.6));
      for (int i = 0; i < PIXELS; i++) {
        int y = i / Canvas.SIDE;
        int x = i % Canvas.SIDE;
        double along = y * Math.sin(angle) + x * Math.cos(angle);
        patterns[wave][i] = (float) (height * Math.cos(turn * along + begin));
      }
    }
    return new Ripple(drive, ways, patterns);
  }

  /** Works out the displacements of a frame. */
  void move(int frame) {
    Arrays.fill(down, 0);
    Arrays.fill(right, 0);
    for (int wave = 0; wave < patterns.length; wave++) {
      float y = (float) (drive.at(frame)[wave] * Math.sin(ways[wave]));
      float x = (float) (drive.at(frame)[wave] * Math.cos(ways[wave]));
      for (int i = 0; i < PIXELS; i++) {
        down[i] += y * patterns[wave][i];
        right[i] += x * patterns[wave][i];
      }
    }
  }

  /** Pixels downwards, for every pixel; of the frame moved to last. */
  float[] down() {
    return down;
  }

  /** Pixels to the right, for every pixel; of the frame moved to last. */
  float[] right() {
    return right;
  }
}
