package dev.strobe.transforms.decode;

import java.io.Serializable;

/**
 * The size a model wants its frames in: unsigned bytes, {@code [height, width, channels]}.
 *
 * @param height rows, in [1, 4096]
 * @param width columns, in [1, 4096]
 * @param channels 3 for red, green, blue; 1 for grey
 */
public record FrameShape(int height, int width, int channels) implements Serializable {
  private static final int MAX_SIDE = 4096;

  public FrameShape {
    requireSide("height", height);
    requireSide("width", width);
    if (channels != 1 && channels != 3) {
      throw new IllegalArgumentException(
          "channels must be 1 (grey) or 3 (RGB) but was " + channels);
    }
  }

  /** Bytes of one frame. */
  public int bytes() {
    return height * width * channels;
  }

  /** The shape with rows and columns swapped. */
  FrameShape transposed() {
    return new FrameShape(/* height= */ width, /* width= */ height, channels);
  }

  private static void requireSide(String name, int value) {
    if (value < 1 || value > MAX_SIDE) {
      throw new IllegalArgumentException(
          "%s must be in [1, %d] but was %d".formatted(name, MAX_SIDE, value));
    }
  }
}
