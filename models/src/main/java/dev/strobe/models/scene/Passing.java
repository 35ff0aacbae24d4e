package dev.strobe.models.scene;

import dev.strobe.models.scene.picture.Canvas;
import dev.strobe.models.scene.picture.Capsule;
import dev.strobe.models.scene.picture.Cloth;
import dev.strobe.models.synthetic.Cycles;
import dev.strobe.models.synthetic.Draws;
import dev.strobe.models.synthetic.Track;
import java.util.ArrayList;
import java.util.List;

/** Things that go by, or stand in the way. */
final class Passing {

  private Passing() {}

  /** Upright or lying bars in front of the scene. */
  static Part bars(Studio studio) {
    Draws draws = studio.draws();
    List<Part> bars = new ArrayList<>();
    int count = draws.integer(1, 4);
    for (int bar = 0; bar < count; bar++) {
      Cloth cloth = Cloth.draw(draws, studio.textures());
      double from = draws.uniform(0, 0.9);
      double to = from + draws.uniform(0.03, 0.2);
      double grey = draws.uniform(0.05, 0.9);
      bars.add(
          draws.chance(0.6)
              ? (frame, canvas) -> canvas.box(-1, from, 2, to, grey, cloth)
              : (frame, canvas) -> canvas.box(from, -1, to, 2, grey, cloth));
    }
    return Part.all(bars);
  }

  /** Things of a simple shape that cross the picture, each once, at its own time and speed. */
  static Part traffic(Studio studio, int count) {
    List<Part> things = new ArrayList<>();
    double lane = studio.draws().uniform(0.2, 0.8);
    for (int thing = 0; thing < count; thing++) {
      things.add(thing(studio, lane + 0.2 * studio.draws().gaussian()));
    }
    return Part.all(things);
  }

  private static Part thing(Studio studio, double lane) {
    Draws draws = studio.draws();
    Cloth cloth = Cloth.draw(draws, studio.textures());
    double direction = draws.oneOf(-1, 1);
    double slope = 0.2 * draws.gaussian();
    double crossing = draws.logUniform(10, 150);
    double middle = draws.uniform(-0.1, 1.1) * studio.frames();
    double length = draws.uniform(0.05, 0.4);
    double width = draws.uniform(0.03, 0.25);
    double grey = draws.uniform(0, 1);
    boolean upright = draws.chance(0.3);
    boolean box = draws.chance(0.5);
    return (frame, canvas) -> {
      double way = (frame - middle) / crossing;
      double x = 0.5 + direction * 1.4 * way;
      double y = lane + slope * way;
      if (Math.abs(x - 0.5) > 1.2) {
        return;
      }
      if (box) {
        double tall = upright ? length : width;
        double wide = upright ? width : length;
        canvas.box(y - tall, x - wide, y + tall, x + wide, grey, cloth);
      } else {
        double down = upright ? length : 0;
        double right = upright ? 0 : length;
        canvas.draw(new Capsule(y, x, down, right, width, grey, 0.1), cloth);
      }
    };
  }

  /** A figure that walks across the picture in a few steps. */
  static Part walker(Studio studio, CameraPath camera) {
    Draws draws = studio.draws();
    double crossing = draws.logUniform(25, 160);
    Cycles steps = Cycles.draw(draws, studio.frames(), crossing / draws.uniform(0.6, 2));
    Track pose = Track.zeros(studio.frames(), 2);
    Track place = studio.rest(draws.uniform(0.35, 0.7), 0.5);
    double direction = draws.oneOf(-1, 1);
    double middle = draws.uniform(0.1, 0.9) * studio.frames();
    double slope = 0.2 * draws.gaussian();
    double far = draws.uniform(1.3, 2);
    double height = draws.uniform(0, 0.03);
    for (int t = 0; t < studio.frames(); t++) {
      pose.at(t)[0] = Math.sin(steps.angle(t, 1));
      pose.at(t)[1] = Math.sin(steps.angle(t, 1) + 0.6);
      double way = (t - middle) / crossing;
      double[] at = {slope * way + height * Math.cos(steps.angle(t, 2)), direction * far * way};
      place.add(t, at, 1);
    }
    pose.add(studio.wander(10, 2), draws.uniform(0, 0.4));
    double size = draws.uniform(0.4, 1.3);
    var build = new Body.Build(size, draws.logUniform(0.03, 0.15) * size, 2, 4);
    Body body = Body.paired(studio, 2, build, draws.uniform(-0.2, 0.2));
    double follow = draws.uniform(0, 1);
    place.add(camera.shift(), -(1 - follow) / Canvas.SIDE);
    return new Figure(body, pose, place, camera.zoom());
  }
}
