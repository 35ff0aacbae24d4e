package dev.strobe.models.scene;

import dev.strobe.models.scene.picture.Canvas;
import dev.strobe.models.scene.picture.Capsule;
import dev.strobe.models.scene.picture.Cloth;
import dev.strobe.models.synthetic.Draws;
import java.util.List;

/**
 * One stroke of a figure, which turns around its root as the pose says, and perhaps another on its
 * end. Lengths are in sides of the picture.
 *
 * @param rootY how far below the figure's place it begins
 * @param rootX how far to the right of the figure's place it begins
 * @param length from end to end
 * @param width half of its breadth
 * @param angle its direction in the middle pose, 0 to the right, a quarter turn downwards
 * @param swing radians that it turns for every number of the pose
 * @param grey its brightness
 * @param shade how much brighter its end is
 * @param forearm what hangs on its end, of at most one
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares limbs
record Limb(
    double rootY,
    double rootX,
    double length,
    double width,
    double angle,
    double[] swing,
    double grey,
    double shade,
    List<Limb> forearm) {

  /**
   * Draws a limb of a figure.
   *
   * @param size about how large the figure is
   * @param swing how far the limb turns; a few radians for a size of 1
   */
  static Limb draw(Draws draws, int features, double size, double swing) {
    double length = draws.uniform(0.05, 0.4) * size;
    double width = draws.uniform(0.03, 0.1) * size;
    double grey = Math.min(1, Math.max(0, 0.45 + 0.3 * draws.gaussian()));
    Limb limb =
        new Limb(
            0.12 * size * draws.gaussian(),
            0.12 * size * draws.gaussian(),
            length,
            width,
            draws.uniform(0, 2 * Math.PI),
            scaled(draws.gaussians(features), swing),
            grey,
            0.2 * draws.gaussian(),
            List.of());
    return draws.chance(0.4) ? limb.with(forearm(draws, limb, features, swing)) : limb;
  }

  private static Limb forearm(Draws draws, Limb limb, int features, double swing) {
    return new Limb(
        0,
        0,
        limb.length * draws.uniform(0.5, 1),
        0.8 * limb.width,
        draws.uniform(-1.5, 1.5),
        scaled(draws.gaussians(features), swing * draws.oneOf(0, 0.5, 1)),
        Math.min(1, Math.max(0, limb.grey + 0.05 * draws.gaussian())),
        0.2 * draws.gaussian(),
        List.of());
  }

  private Limb with(Limb other) {
    return new Limb(rootY, rootX, length, width, angle, swing, grey, shade, List.of(other));
  }

  /** A limb that swings as far the other way, and is a little brighter or darker. */
  Limb opposite(double brighter) {
    return new Limb(
        rootY,
        rootX,
        length,
        width,
        angle,
        scaled(swing, -1),
        grey + brighter,
        shade,
        forearm.stream().map(other -> other.opposite(brighter)).toList());
  }

  private static double[] scaled(double[] values, double factor) {
    double[] scaled = values.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factor;
    }
    return scaled;
  }

  /** Draws the limb of a figure at a place, turned by {@code turn} beyond its own angle. */
  void paint(
      Canvas canvas, Cloth cloth, double y, double x, double scale, double turn, double[] pose) {
    double direction = angle + turn;
    for (int i = 0; i < swing.length; i++) {
      direction += swing[i] * pose[i];
    }
    double down = scale * length * Math.sin(direction);
    double right = scale * length * Math.cos(direction);
    double fromY = y + scale * rootY;
    double fromX = x + scale * rootX;
    canvas.draw(new Capsule(fromY, fromX, down, right, scale * width, grey, shade), cloth);
    for (Limb other : forearm) {
      other.paint(canvas, cloth, fromY + down, fromX + right, scale, direction, pose);
    }
  }
}
