package dev.strobe.models.scene;

/** Ways from 0 to 1. */
final class Easing {

  private Easing() {}

  /** Slow at both ends; 0 before {@code from} and 1 after {@code to}. */
  static double between(double from, double to, double at) {
    double part = Math.min(1, Math.max(0, (at - from) / Math.max(1e-9, to - from)));
    return 0.5 - 0.5 * Math.cos(Math.PI * part);
  }
}
