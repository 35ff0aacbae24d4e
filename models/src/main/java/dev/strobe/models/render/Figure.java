package dev.strobe.models.render;

/**
 * A person seen from the front, in clothes of their own. Angles are in radians, 0 hanging straight
 * down, growing outwards on either side.
 */
record Figure(Texture skin, Texture shirt, Texture trousers, double size) {
  private static final double TORSO = 0.30;
  private static final double UPPER_ARM = 0.17;
  private static final double LOWER_ARM = 0.16;
  private static final double THIGH = 0.22;
  private static final double SHIN = 0.23;

  /** How the limbs stand; both sides alike. */
  record Posture(double shoulder, double elbow, double hip, double knee) {}

  static Figure dressed(long seed, int shirt, int trousers, double size) {
    return new Figure(
        Texture.mottled(seed, 0.08, 0xB07858, 0xDFAF90),
        Texture.striped(0.05, plain(seed + 1, shirt), plain(seed + 2, lighter(shirt))),
        plain(seed + 3, trousers),
        size);
  }

  /** Draws the figure standing at a point, its feet {@code hop} above it. */
  void draw(Canvas canvas, double x, double ground, double hop, Posture posture) {
    double hips =
        ground
            - size
                * (hop
                    + THIGH * Math.cos(posture.hip())
                    + SHIN * Math.cos(posture.hip() - posture.knee())
                    + 0.03);
    double neck = hips - size * TORSO;
    for (int side = -1; side <= 1; side += 2) {
      Pose hip = joint(x + side * size * 0.07, hips, -side * posture.hip());
      Pose knee = follow(hip, THIGH).turned(side * posture.knee());
      canvas.draw(new Shape.Limb(THIGH, 0.062, 0.05), hip, trousers);
      canvas.draw(new Shape.Limb(SHIN, 0.05, 0.035), knee, trousers);
    }
    canvas.draw(new Shape.Limb(TORSO, 0.115, 0.095), joint(x, neck + size * 0.03, 0), shirt);
    canvas.draw(new Shape.Disc(0.085), joint(x, neck - size * 0.13, 0), skin);
    for (int side = -1; side <= 1; side += 2) {
      Pose shoulder = joint(x + side * size * 0.12, neck + size * 0.02, -side * posture.shoulder());
      Pose elbow = follow(shoulder, UPPER_ARM).turned(-side * posture.elbow());
      canvas.draw(new Shape.Limb(UPPER_ARM, 0.048, 0.04), shoulder, shirt);
      canvas.draw(new Shape.Limb(LOWER_ARM, 0.036, 0.03), elbow, skin);
    }
  }

  private Pose joint(double x, double y, double angle) {
    return Pose.at(x, y).turned(angle).stretched(size, size);
  }

  /** The far end of a limb of the given length. */
  private Pose follow(Pose limb, double length) {
    double reach = length * size;
    return new Pose(
        limb.x() - reach * Math.sin(limb.angle()),
        limb.y() + reach * Math.cos(limb.angle()),
        limb.angle(),
        size,
        size);
  }

  private static Texture plain(long seed, int rgb) {
    return Texture.mottled(seed, 0.05, darker(rgb), rgb);
  }

  private static int darker(int rgb) {
    return (rgb >> 1) & 0x7F7F7F;
  }

  private static int lighter(int rgb) {
    return darker(rgb) + 0x707070;
  }
}
