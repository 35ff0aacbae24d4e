package dev.strobe.models.render;

/** A shift of the view, in units of the picture's height, and how far it is zoomed in. */
record Camera(double x, double y, double zoom) {
  static final Camera STILL = new Camera(0, 0, 1);

  /** A camera in somebody's hand: it wanders by up to {@code amount}. */
  static Camera handHeld(long seed, double amount, double seconds) {
    return new Camera(
        amount * Noise.along(seed, seconds * 0.45),
        amount * Noise.along(seed + 1, seconds * 0.4),
        1 + amount * Noise.along(seed + 2, seconds * 0.3));
  }
}
