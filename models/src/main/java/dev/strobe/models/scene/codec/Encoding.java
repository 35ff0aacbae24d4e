package dev.strobe.models.scene.codec;

import dev.strobe.models.synthetic.Draws;

/**
 * How a film is encoded.
 *
 * @param across how many times as wide the encoded picture is
 * @param down how many times as high it is
 * @param quantiser coarseness, from 1 (fine) to 51
 * @param group frames from one that is encoded on its own to the next
 */
public record Encoding(int across, int down, int quantiser, int group) {

  public Encoding {
    if (across < 1 || across > 8 || down < 1 || down > 8) {
      throw new IllegalArgumentException(
          "across and down must be in [1, 8] but were %d and %d".formatted(across, down));
    }
    if (quantiser < 1 || quantiser > 51 || group < 1) {
      throw new IllegalArgumentException(
          "quantiser must be in [1, 51] and group at least 1 but were %d and %d"
              .formatted(quantiser, group));
    }
  }

  /** As films are: of any size, from hardly to badly damaged. */
  public static Encoding any(Draws draws) {
    int across = draws.oneOf(1, 2, 2, 2, 3, 3, 4);
    int down = Math.max(1, across - draws.oneOf(0, 0, 1));
    int group = draws.oneOf(8, 10, 12, 15, 24, 30, 60, 250);
    return new Encoding(across, down, draws.integer(22, 44), group);
  }

  /** So coarse, and so often afresh, that a still picture pulses. */
  public static Encoding pulsing(Draws draws) {
    int size = draws.oneOf(1, 2, 2, 3);
    return new Encoding(size, size, draws.integer(32, 48), draws.integer(6, 31));
  }
}
