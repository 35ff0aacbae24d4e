package dev.strobe.models.scene.picture;

/**
 * The part of a scene that a canvas shows.
 *
 * @param y where it begins, in sides of the whole picture below its top
 * @param x where it begins, in sides of the whole picture to the right of its left edge
 * @param scale how many times as large things are as in the whole picture; textures keep their
 *     grain, as if there were a camera of more pixels
 */
public record CloseUp(double y, double x, double scale) {

  /** The whole picture. */
  public static final CloseUp NONE = new CloseUp(0, 0, 1);

  /** Checks the scale. */
  public CloseUp {
    if (!(scale >= 1)) {
      throw new IllegalArgumentException("scale must be at least 1 but was " + scale);
    }
  }

  /** Where a stroke of the scene is on the canvas. */
  Capsule of(Capsule capsule) {
    return new Capsule(
        down(capsule.y()),
        right(capsule.x()),
        scale * capsule.down(),
        scale * capsule.right(),
        scale * capsule.width(),
        capsule.grey(),
        capsule.shade());
  }

  /** Where a height of the scene is on the canvas, in its sides. */
  double down(double height) {
    return (height - y) * scale;
  }

  /** Where a place across the scene is on the canvas, in its sides. */
  double right(double place) {
    return (place - x) * scale;
  }
}
