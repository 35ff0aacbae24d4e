package dev.strobe.models.scene;

import dev.strobe.models.scene.picture.Canvas;
import dev.strobe.models.scene.picture.Cloth;
import dev.strobe.models.synthetic.Draws;
import java.util.ArrayList;
import java.util.List;

/**
 * What a figure looks like and how a pose moves it.
 *
 * @param limbs its limbs, the first at the back
 * @param down how far each number of the pose moves all of it down, in sides of the picture
 * @param right how far each number of the pose moves all of it to the right
 * @param cloth what it wears
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares bodies
record Body(List<Limb> limbs, double[] down, double[] right, Cloth cloth) {

  /**
   * How a body is to be.
   *
   * @param size about its height, in sides of the picture
   * @param amplitude how far its parts move, likewise
   * @param fewest number of limbs at least
   * @param most number of limbs at most
   */
  record Build(double size, double amplitude, int fewest, int most) {

    /** Of any size, moving hardly or wildly. */
    static Build any(Draws draws) {
      double size = draws.uniform(0.35, 1.3);
      return new Build(size, draws.logUniform(0.025, 0.35) * size, 2, 5);
    }
  }

  static Body draw(Studio studio, int features, Build build) {
    Draws draws = studio.draws();
    double swing = 4 * build.amplitude / build.size;
    List<Limb> limbs = new ArrayList<>();
    int count = draws.integer(build.fewest, build.most + 1);
    for (int limb = 0; limb < count; limb++) {
      double share = limb == 0 ? draws.oneOf(0.4, 1) : draws.oneOf(0, 0.3, 1);
      limbs.add(Limb.draw(draws, features, build.size, share * swing));
    }
    double moved = build.amplitude * draws.oneOf(0, 0.3, 1);
    return new Body(
        limbs, ways(draws, features, moved), ways(draws, features, moved), cloth(studio));
  }

  /** A trunk and pairs of limbs that swing against each other, the more unlike by {@code apart}. */
  static Body paired(Studio studio, int features, Build build, double apart) {
    Draws draws = studio.draws();
    double swing = 4 * build.amplitude / build.size;
    List<Limb> limbs = new ArrayList<>();
    int pairs = draws.integer(1, 3);
    for (int pair = 0; pair < pairs; pair++) {
      Limb limb = Limb.draw(draws, features, build.size, swing);
      limbs.add(limb);
      limbs.add(limb.opposite(apart));
    }
    limbs.add(draws.integer(0, limbs.size() + 1), Limb.draw(draws, features, build.size, 0));
    return new Body(limbs, ways(draws, features, 0), ways(draws, features, 0), cloth(studio));
  }

  private static Cloth cloth(Studio studio) {
    return Cloth.draw(studio.draws(), studio.textures());
  }

  private static double[] ways(Draws draws, int features, double reach) {
    double[] ways = draws.gaussians(features);
    for (int i = 0; i < features; i++) {
      ways[i] *= reach;
    }
    return ways;
  }

  void paint(Canvas canvas, double y, double x, double zoom, double[] pose) {
    double downwards = y;
    double rightwards = x;
    for (int i = 0; i < pose.length; i++) {
      downwards += down[i] * pose[i];
      rightwards += right[i] * pose[i];
    }
    double seenY = 0.5 + (downwards - 0.5) / zoom;
    double seenX = 0.5 + (rightwards - 0.5) / zoom;
    for (Limb limb : limbs) {
      limb.paint(canvas, cloth, seenY, seenX, 1 / zoom, 0, pose);
    }
  }
}
