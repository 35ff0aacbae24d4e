package dev.strobe.models.scene;

import dev.strobe.models.scene.picture.Canvas;
import dev.strobe.models.scene.picture.Texture;
import dev.strobe.models.scene.picture.View;
import dev.strobe.models.synthetic.Draws;

/** What stands behind everything: textures seen by a moving camera. */
final class Backdrop {

  private Backdrop() {}

  static Part plain(Studio studio, CameraPath camera) {
    Texture texture = studio.texture();
    if (!camera.still()) {
      return (frame, canvas) -> canvas.cover(texture, camera.viewAt(frame));
    }
    Canvas picture = new Canvas();
    picture.cover(texture, camera.viewAt(0));
    return (frame, canvas) -> canvas.show(picture);
  }

  /** The same, at times seen through something else that moves on its own. */
  static Part draw(Studio studio, CameraPath camera) {
    Part plain = plain(studio, camera);
    return studio.draws().chance(0.2) ? layered(studio, plain) : plain;
  }

  private static Part layered(Studio studio, Part behind) {
    Draws draws = studio.draws();
    Texture texture = studio.texture();
    CameraPath own =
        CameraPath.of(
            studio,
            studio
                .wander(draws.logUniform(2, 40), 2)
                .scale(draws.logUniform(0.5, 15))
                .add(studio.line(draws.gaussian(), draws.gaussian()), draws.uniform(0, 15)));
    double mix = draws.uniform(0.1, 0.8);
    var swell = studio.wander(20, 1);
    return (frame, canvas) -> {
      behind.draw(frame, canvas);
      double part = Math.max(0.01, mix * (1 + 0.3 * swell.at(frame)[0]));
      canvas.add(texture, own.viewAt(frame), part);
    };
  }

  /** A texture that ripples. */
  static Part rippling(Studio studio, CameraPath camera, Ripple ripple) {
    Texture texture = studio.texture();
    return (frame, canvas) -> {
      ripple.move(frame);
      View view = camera.viewAt(frame);
      canvas.coverDisplaced(texture, view, ripple.down(), ripple.right());
    };
  }
}
