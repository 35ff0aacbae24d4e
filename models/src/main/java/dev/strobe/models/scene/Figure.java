package dev.strobe.models.scene;

import dev.strobe.models.scene.picture.Canvas;
import dev.strobe.models.synthetic.Draws;
import dev.strobe.models.synthetic.Track;

/**
 * A body that goes through a pose somewhere in the scene.
 *
 * @param pose its pose, frame by frame
 * @param place where it is in the picture, downwards and to the right, in sides of it
 * @param zoom pixels of the scene that a pixel of the picture spans
 */
record Figure(Body body, Track pose, Track place, Track zoom) implements Part {

  /** Where a figure stands, wanders, and how far the camera goes with it. */
  record Standing(double y, double x, double wander, double followed) {

    static Standing any(Draws draws) {
      return new Standing(
          draws.uniform(0.25, 0.75),
          draws.uniform(0.25, 0.75),
          draws.uniform(0, 0.08),
          draws.uniform(0, 1));
    }

    /** The same in a scene that nothing moves in. */
    Standing fixed() {
      return new Standing(y, x, 0, followed);
    }

    Track place(Studio studio, CameraPath camera) {
      double length = studio.draws().uniform(20, 80);
      return studio
          .rest(y, x)
          .add(studio.wander(length, 2), wander)
          .add(camera.shift(), -(1 - followed) / Canvas.SIDE);
    }
  }

  static Figure of(Studio studio, Body body, Track pose, Standing standing, CameraPath camera) {
    return new Figure(body, pose, standing.place(studio, camera), camera.zoom());
  }

  /** A smaller figure that moves without repeating. */
  static Figure bystander(Studio studio, CameraPath camera) {
    Draws draws = studio.draws();
    double size = draws.uniform(0.2, 0.8);
    var build = new Body.Build(size, draws.logUniform(0.02, 0.3) * size, 1, 3);
    var standing =
        new Standing(
            draws.uniform(0.1, 0.9),
            draws.uniform(0.1, 0.9),
            draws.uniform(0, 0.08),
            draws.uniform(0, 1));
    Body body = Body.draw(studio, 2, build);
    return of(studio, body, Aimless.draw(studio, 2), standing, camera);
  }

  @Override
  public void draw(int frame, Canvas canvas) {
    double[] at = place.at(frame);
    body.paint(canvas, at[0], at[1], Math.max(0.2, zoom.at(frame)[0]), pose.at(frame));
  }

  /** Moves the figure by {@code way} at every frame. */
  Figure displaced(Track way) {
    Track moved = Track.zeros(place.frames(), 2).add(place, 1).add(way, 1);
    return new Figure(body, pose, moved, zoom);
  }
}
