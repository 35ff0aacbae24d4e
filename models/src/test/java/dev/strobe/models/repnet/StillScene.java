package dev.strobe.models.repnet;

import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** A scene in which nothing moves: its brightness wherever a view may look. */
interface StillScene {

  int SIDE = JointSpec.SIDE;

  /** Brightness in [0, 1] at a place in pixels of a view. */
  double at(double y, double x);

  /** Grey everywhere. */
  static StillScene plain() {
    return (y, x) -> 0.3;
  }

  /** Waves of many directions and lengths. */
  static StillScene textured(long seed) {
    Random random = new Random(seed);
    double[][] waves = new double[24][];
    for (int i = 0; i < waves.length; i++) {
      waves[i] =
          new double[] {
            random.nextGaussian() / 4, random.nextGaussian() / 4, 2 * Math.PI * random.nextDouble()
          };
    }
    return (y, x) -> {
      double sum = 0.5;
      for (double[] wave : waves) {
        sum += 0.03 * Math.sin(wave[0] * y + wave[1] * x + wave[2]);
      }
      return sum;
    };
  }

  /** Grains of about a pixel. */
  static StillScene grainy(long seed) {
    float[] grains = new float[128 * 128];
    Random random = new Random(seed);
    for (int i = 0; i < grains.length; i++) {
      grains[i] = random.nextFloat();
    }
    return (y, x) -> {
      double row = y / 1.5 + 40;
      double column = x / 1.5 + 40;
      int top = (int) row;
      int left = (int) column;
      double down = row - top;
      double right = column - left;
      return (1 - down) * between(grains, top, left, right)
          + down * between(grains, top + 1, left, right);
    };
  }

  private static double between(float[] grains, int row, int column, double right) {
    int first = row * 128 + column;
    return (1 - right) * grains[first] + right * grains[first + 1];
  }

  /** Views of 48 x 48 pixels, looked at from another place each. */
  default float[] views(int frames, IntToDoubleFunction down, IntToDoubleFunction right) {
    float[] views = new float[frames * SIDE * SIDE];
    for (int t = 0; t < frames; t++) {
      for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
          views[(t * SIDE + y) * SIDE + x] =
              (float) at(y + down.applyAsDouble(t), x + right.applyAsDouble(t));
        }
      }
    }
    return views;
  }
}
