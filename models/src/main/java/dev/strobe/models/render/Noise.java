package dev.strobe.models.render;

/** Smooth random functions, the same for the same seed everywhere. */
final class Noise {
  private static final long X_STEP = 0x9E37_79B9_7F4A_7C15L;
  private static final long Y_STEP = 0xC2B2_AE3D_27D4_EB4FL;

  private Noise() {}

  /** A number in [0, 1) for each lattice point. */
  static double at(long seed, long x, long y) {
    long mixed = seed + x * X_STEP + y * Y_STEP;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
    return ((mixed ^ (mixed >>> 31)) >>> 11) * 0x1p-53;
  }

  /** A smooth curve in [-1, 1] that changes its mind about once a unit. */
  static double along(long seed, double x) {
    return 2 * between(seed, x, 0) - 1;
  }

  /** Several grains of noise laid over each other, in [0, 1). */
  static double layered(long seed, double x, double y, int layers) {
    double sum = 0;
    double weight = 0.5;
    double total = 0;
    double scale = 1;
    for (int layer = 0; layer < layers; layer++) {
      sum += weight * between(seed + layer, x * scale, y * scale);
      total += weight;
      weight /= 2;
      scale *= 2;
    }
    return sum / total;
  }

  private static double between(long seed, double x, double y) {
    long left = (long) Math.floor(x);
    long top = (long) Math.floor(y);
    double u = eased(x - left);
    double v = eased(y - top);
    double above = mix(at(seed, left, top), at(seed, left + 1, top), u);
    double below = mix(at(seed, left, top + 1), at(seed, left + 1, top + 1), u);
    return mix(above, below, v);
  }

  private static double eased(double t) {
    return t * t * (3 - 2 * t);
  }

  private static double mix(double a, double b, double t) {
    return a + (b - a) * t;
  }
}
