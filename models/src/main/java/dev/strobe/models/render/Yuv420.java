package dev.strobe.models.render;

import java.nio.ByteBuffer;

/**
 * A picture as video stores it: a byte of luma a pixel, two of chroma for each square of four, in
 * the narrow range of BT.601. Width and height are even.
 */
final class Yuv420 {
  private final int width;
  private final int height;
  private final byte[] luma;
  private final byte[] blueness;
  private final byte[] redness;

  Yuv420(int width, int height) {
    if (width < 2 || height < 2 || width % 2 != 0 || height % 2 != 0) {
      throw new IllegalArgumentException(
          "width and height must be even and at least 2 but were %d x %d".formatted(width, height));
    }
    this.width = width;
    this.height = height;
    this.luma = new byte[width * height];
    this.blueness = new byte[width * height / 4];
    this.redness = new byte[width * height / 4];
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Rows of plane 0 (luma), 1 (blue) or 2 (red), without gaps. */
  byte[] plane(int index) {
    return switch (index) {
      case 0 -> luma;
      case 1 -> blueness;
      case 2 -> redness;
      default -> throw new IllegalArgumentException("plane must be 0, 1 or 2 but was " + index);
    };
  }

  /** Takes over what is on a canvas, turned as it is to be stored. */
  void take(Canvas canvas, Turn turn) {
    for (int y = 0; y < height; y += 2) {
      for (int x = 0; x < width; x += 2) {
        takeSquare(canvas, turn, x, y);
      }
    }
  }

  /** Takes over a picture of this size, unsigned bytes {@code [height, width, 3]}. */
  void take(ByteBuffer rgb) {
    if (rgb.remaining() != 3 * width * height) {
      throw new IllegalArgumentException(
          "a picture of %d x %d takes %d bytes but had %d"
              .formatted(width, height, 3 * width * height, rgb.remaining()));
    }
    for (int top = 0; top < height; top += 2) {
      for (int left = 0; left < width; left += 2) {
        takeSquare(rgb, left, top);
      }
    }
  }

  private void takeSquare(ByteBuffer rgb, int left, int top) {
    double blue = 0;
    double red = 0;
    for (int corner = 0; corner < 4; corner++) {
      int at = (top + corner / 2) * width + left + corner % 2;
      double r = (rgb.get(3 * at) & 0xff) / 255.0;
      double g = (rgb.get(3 * at + 1) & 0xff) / 255.0;
      double b = (rgb.get(3 * at + 2) & 0xff) / 255.0;
      double grey = 0.299 * r + 0.587 * g + 0.114 * b;
      luma[at] = (byte) Math.round(16 + 219 * grey);
      blue += (b - grey) / 1.772;
      red += (r - grey) / 1.402;
    }
    storeChroma(left, top, blue, red);
  }

  private void takeSquare(Canvas canvas, Turn turn, int left, int top) {
    double blue = 0;
    double red = 0;
    for (int corner = 0; corner < 4; corner++) {
      int x = left + corner % 2;
      int y = top + corner / 2;
      int column = turn.shownColumn(x, y, canvas.width());
      int row = turn.shownRow(x, y);
      double r = clamp(canvas.red(column, row));
      double g = clamp(canvas.green(column, row));
      double b = clamp(canvas.blue(column, row));
      double grey = 0.299 * r + 0.587 * g + 0.114 * b;
      luma[y * width + x] = (byte) Math.round(16 + 219 * grey);
      blue += (b - grey) / 1.772;
      red += (r - grey) / 1.402;
    }
    storeChroma(left, top, blue, red);
  }

  private void storeChroma(int left, int top, double blue, double red) {
    int at = top / 2 * (width / 2) + left / 2;
    blueness[at] = (byte) Math.round(128 + 224 * blue / 4);
    redness[at] = (byte) Math.round(128 + 224 * red / 4);
  }

  private static double clamp(double value) {
    return Math.min(1, Math.max(0, value));
  }
}
