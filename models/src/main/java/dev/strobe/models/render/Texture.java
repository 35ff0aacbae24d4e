package dev.strobe.models.render;

/** What a surface looks like, in coordinates of its own. */
@FunctionalInterface
interface Texture {
  Colour at(double u, double v);

  /**
   * Two colours mixed like clouds, stone or cloth; {@code grain} is the size of the largest spot.
   */
  static Texture mottled(long seed, double grain, int dark, int light) {
    Colour from = Colour.of(dark);
    Colour to = Colour.of(light);
    return (u, v) -> from.mixedWith(to, Noise.layered(seed, u / grain, v / grain, 4));
  }

  /** Two textures in turn, {@code width} wide each, side by side along u. */
  static Texture striped(double width, Texture one, Texture other) {
    return (u, v) -> {
      double place = u / (2 * width);
      return place - Math.floor(place) < 0.5 ? one.at(u, v) : other.at(u, v);
    };
  }

  /** Two textures in turn in sectors around the origin. */
  static Texture sectors(int pairs, Texture one, Texture other) {
    return (u, v) -> {
      double place = Math.atan2(v, u) / (2 * Math.PI) * pairs;
      return place - Math.floor(place) < 0.5 ? one.at(u, v) : other.at(u, v);
    };
  }

  /** One texture above a line, another below. */
  static Texture above(double line, Texture upper, Texture lower) {
    return (u, v) -> v < line ? upper.at(u, v) : lower.at(u, v);
  }
}
