package dev.strobe.transforms.decode;

/**
 * How stored frames are turned to be shown upright: swap rows and columns first if {@code
 * transposed}, then mirror left to right, then top to bottom.
 */
record Orientation(boolean transposed, boolean mirroredX, boolean mirroredY) {
  static final Orientation UPRIGHT = new Orientation(false, false, false);

  /**
   * The nearest of the eight turns to a display matrix: the point (p, q) of a stored frame is shown
   * at (a p + c q, b p + d q), save for a shift that keeps the picture in view.
   */
  static Orientation ofDisplayMatrix(int a, int b, int c, int d) {
    if (Math.abs((long) b) + Math.abs((long) c) > Math.abs((long) a) + Math.abs((long) d)) {
      return new Orientation(true, c < 0, b < 0);
    }
    return new Orientation(false, a < 0, d < 0);
  }

  boolean isUpright() {
    return equals(UPRIGHT);
  }

  /** The shape a stored frame must be scaled to so that, turned, it has the given shape. */
  FrameShape stored(FrameShape shown) {
    return transposed ? shown.transposed() : shown;
  }

  /** Turns a frame of shape {@code stored(shown)}, without gaps, into {@code target}. */
  void turn(byte[] source, FrameShape shown, byte[] target, int targetOffset) {
    int channels = shown.channels();
    int storedRow = stored(shown).width() * channels;
    int stepX = transposed ? storedRow : channels;
    int stepY = transposed ? channels : storedRow;
    int origin =
        (mirroredX ? (shown.width() - 1) * stepX : 0)
            + (mirroredY ? (shown.height() - 1) * stepY : 0);
    stepX = mirroredX ? -stepX : stepX;
    stepY = mirroredY ? -stepY : stepY;
    int at = targetOffset;
    for (int y = 0; y < shown.height(); y++) {
      int from = origin + y * stepY;
      for (int x = 0; x < shown.width(); x++, from += stepX) {
        for (int channel = 0; channel < channels; channel++) {
          target[at++] = source[from + channel];
        }
      }
    }
  }
}
