package dev.strobe.benchmarks.footage;

import dev.strobe.transforms.decode.FrameShape;
import java.nio.ByteBuffer;

/**
 * A part of a still picture, scaled to the picture's own size; beyond its borders it is mirrored.
 */
final class Crop {
  private final ByteBuffer picture;
  private final FrameShape shape;
  private final ByteBuffer result;

  Crop(ByteBuffer picture, FrameShape shape) {
    this.picture = picture;
    this.shape = shape;
    this.result = ByteBuffer.allocate(shape.bytes());
  }

  /**
   * Cuts a part out.
   *
   * @param side of the part, as a share of the picture's
   * @param y way of its middle from the picture's, in shorter sides
   * @param x likewise
   * @return bytes that the next call overwrites
   */
  ByteBuffer of(double side, double y, double x) {
    int shorter = Math.min(shape.height(), shape.width());
    double top = (shape.height() - 1) / 2.0 + y * shorter;
    double left = (shape.width() - 1) / 2.0 + x * shorter;
    result.clear();
    for (int row = 0; row < shape.height(); row++) {
      double at = mirrored(top + side * (row - (shape.height() - 1) / 2.0), shape.height());
      for (int column = 0; column < shape.width(); column++) {
        put(at, mirrored(left + side * (column - (shape.width() - 1) / 2.0), shape.width()));
      }
    }
    return result.flip();
  }

  private void put(double y, double x) {
    int top = (int) y;
    int left = (int) x;
    int below = Math.min(top + 1, shape.height() - 1);
    int right = Math.min(left + 1, shape.width() - 1);
    double v = y - top;
    double u = x - left;
    for (int channel = 0; channel < 3; channel++) {
      double above = (1 - u) * at(top, left, channel) + u * at(top, right, channel);
      double under = (1 - u) * at(below, left, channel) + u * at(below, right, channel);
      result.put((byte) Math.round((1 - v) * above + v * under));
    }
  }

  private int at(int row, int column, int channel) {
    return picture.get(3 * (row * shape.width() + column) + channel) & 0xff;
  }

  private static double mirrored(double at, int size) {
    double last = size - 1;
    double turn = Math.abs(at) % (2 * last);
    return turn > last ? 2 * last - turn : turn;
  }
}
