package dev.strobe.models.scene;

import dev.strobe.models.scene.picture.Canvas;
import dev.strobe.models.synthetic.Draws;
import dev.strobe.models.synthetic.Track;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Draws shots in which nothing repeats. */
final class NegativeShots {

  /** What is seen between cuts. */
  private static final Shares<Negative> BETWEEN_CUTS =
      new Shares<>(
          Map.of(
              Negative.WANDERING, 0.50,
              Negative.STILL, 0.10,
              Negative.SHAKE, 0.10,
              Negative.DRIFT, 0.14,
              Negative.WALKER, 0.08,
              Negative.FOLIAGE, 0.04,
              Negative.CAPTIONS, 0.04));

  private final Studio studio;
  private final Draws draws;

  private NegativeShots(Studio studio) {
    this.studio = studio;
    this.draws = studio.draws();
  }

  static Shot draw(Studio studio, Negative kind) {
    if (kind == Negative.CUTS) {
      return cuts(studio);
    }
    return new Shot(new NegativeShots(studio).draw(kind), new float[studio.frames()]);
  }

  private static Shot cuts(Studio studio) {
    Draws draws = studio.draws();
    double pace = draws.logUniform(15, 150);
    List<Shot> shots = new ArrayList<>();
    int left = studio.frames();
    while (left > 0) {
      int length = Math.max(8, (int) (pace * Math.exp(0.5 * draws.gaussian())));
      length = left - length < 8 ? left : length;
      shots.add(draw(studio.lasting(length), BETWEEN_CUTS.draw(draws)));
      left -= length;
    }
    return Sequence.of(shots, draws.chance(0.2) ? draws.integer(2, 9) : 0);
  }

  private Part draw(Negative kind) {
    return switch (kind) {
      case WANDERING -> wandering();
      case STILL, CODEC -> still();
      case SHAKE -> under(CameraPath.shake(studio));
      case DRIFT -> under(CameraPath.drift(studio));
      case WALKER -> walkers();
      case EMBRACE -> embrace();
      case TRAFFIC -> traffic();
      case FOLIAGE -> foliage();
      case LIGHT -> Part.all(List.of(quiet(), Light.changing(studio)));
      case CAPTIONS -> Part.all(List.of(quiet(), Captions.draw(studio)));
      case SNOW -> snow();
      case CUTS -> throw new AssertionError("cuts are made of several shots");
    };
  }

  private Part wandering() {
    CameraPath camera = CameraPath.draw(studio);
    List<Part> parts = new ArrayList<>();
    parts.add(Backdrop.draw(studio, camera));
    int features = draws.oneOf(2, 3, 4, 6);
    Body body = Body.draw(studio, features, Body.Build.any(draws));
    Track pose = Aimless.draw(studio, features);
    parts.add(Figure.of(studio, body, pose, Figure.Standing.any(draws), camera));
    if (draws.chance(0.25)) {
      parts.add(Figure.bystander(studio, camera));
    }
    return Part.all(parts);
  }

  /** A picture in which nothing moves at all. */
  private Part still() {
    CameraPath camera = CameraPath.still(studio);
    List<Part> parts = new ArrayList<>();
    parts.add(Backdrop.plain(studio, camera));
    int figures = draws.integer(0, 3);
    for (int figure = 0; figure < figures; figure++) {
      parts.add(statue(camera));
    }
    return Part.all(parts);
  }

  private Part statue(CameraPath camera) {
    Body body = Body.draw(studio, 2, Body.Build.any(draws));
    var standing = Figure.Standing.any(draws);
    double followed = draws.chance(0.7) ? 0 : draws.uniform(0, 0.6); // nearer things move further
    var fixed = new Figure.Standing(standing.y(), standing.x(), 0, followed);
    Track pose = studio.rest(draws.gaussian(), draws.gaussian());
    return Figure.of(studio, body, pose, fixed, camera);
  }

  /** A scene in which little happens, seen by a camera that moves. */
  private Part under(CameraPath camera) {
    List<Part> parts = new ArrayList<>();
    parts.add(draws.chance(0.9) ? Backdrop.plain(studio, camera) : Backdrop.draw(studio, camera));
    int statues = draws.integer(0, 3);
    for (int figure = 0; figure < statues; figure++) {
      parts.add(statue(camera));
    }
    if (draws.chance(0.4)) {
      Body body = Body.draw(studio, 2, Body.Build.any(draws));
      Track pose = Aimless.draw(studio, 2);
      parts.add(Figure.of(studio, body, pose, Figure.Standing.any(draws), camera));
    }
    return Part.all(parts);
  }

  /** What captions and changing light are seen over. */
  private Part quiet() {
    double kind = draws.uniform(0, 1);
    if (kind < 0.4) {
      return still();
    }
    return kind < 0.6 ? under(CameraPath.drift(studio)) : wandering();
  }

  private CameraPath calm() {
    return draws.chance(0.5) ? CameraPath.still(studio) : CameraPath.draw(studio);
  }

  private Part walkers() {
    CameraPath camera = calm();
    List<Part> parts = new ArrayList<>();
    parts.add(Backdrop.draw(studio, camera));
    int walkers = draws.integer(1, 4);
    for (int walker = 0; walker < walkers; walker++) {
      parts.add(Passing.walker(studio, camera));
    }
    return Part.all(parts);
  }

  private Part traffic() {
    CameraPath camera = calm();
    return Part.all(
        List.of(Backdrop.draw(studio, camera), Passing.traffic(studio, draws.integer(2, 9))));
  }

  /** Two figures that come together, hold on, sway a little, and part. */
  private Part embrace() {
    CameraPath camera = calm();
    List<Part> parts = new ArrayList<>();
    parts.add(Backdrop.draw(studio, camera));
    double meet = draws.uniform(0.1, 0.6) * studio.frames();
    double pace = draws.logUniform(8, 60);
    double part = meet + draws.uniform(0.2, 1) * studio.frames();
    double apart = draws.uniform(0.1, 0.5);
    double y = draws.uniform(0.4, 0.6);
    double size = draws.uniform(0.6, 1.3);
    Track sway = studio.wander(draws.uniform(6, 40), 2).scale(draws.uniform(0, 0.015));
    for (int side = -1; side <= 1; side += 2) {
      Track close = Track.zeros(studio.frames(), 1);
      Track place = studio.rest(y, 0.5 + side * 0.1).add(sway, 1);
      for (int t = 0; t < studio.frames(); t++) {
        double near = Easing.between(meet, meet + pace, t) - Easing.between(part, part + pace, t);
        close.at(t)[0] = near;
        place.add(t, new double[] {0, side * apart}, 1 - near);
      }
      Track pose = Track.zeros(studio.frames(), 2);
      pose.add(close.mixed(new double[][] {{1.5}, {0}}), 1);
      pose.add(Aimless.reachAndHold(studio, 2, draws.logUniform(8, 50)), draws.uniform(0.1, 0.7));
      var build = new Body.Build(size, draws.logUniform(0.03, 0.2) * size, 3, 5);
      place.add(camera.shift(), -1.0 / Canvas.SIDE);
      parts.add(new Figure(Body.draw(studio, 2, build), pose, place, camera.zoom()));
    }
    return Part.all(parts);
  }

  private Part foliage() {
    CameraPath camera = calm();
    int waves = draws.integer(3, 7);
    Track drive = studio.wander(draws.logUniform(2, 40), waves);
    if (draws.chance(0.4)) {
      drive = studio.band(draws.logUniform(6, 50), draws.uniform(0.25, 0.55), waves);
    }
    Ripple ripple = Ripple.draw(draws, drive, draws.logUniform(0.2, 3));
    return Backdrop.rippling(studio, camera, ripple);
  }

  private Part snow() {
    Draws flakes = draws;
    double[] mean = new double[] {draws.uniform(0.3, 0.7), draws.uniform(0.05, 0.5)};
    return (frame, canvas) -> {
      float[] pixels = canvas.pixels();
      Arrays.fill(pixels, (float) mean[0]);
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] += (float) (mean[1] * flakes.uniform(-1, 1));
      }
    };
  }
}
