package dev.strobe.models.scene;

import dev.strobe.models.scene.picture.Canvas;
import dev.strobe.models.scene.picture.Capsule;
import dev.strobe.models.scene.picture.Cloth;
import dev.strobe.models.synthetic.Draws;
import dev.strobe.models.synthetic.Track;

/**
 * A thin bow between two hands, whose middle goes around as a pose of two numbers says.
 *
 * @param pose how high its middle is, and how far on this side, [frame, 2]
 * @param place where the hands are, in sides of the picture, [frame, 2]
 * @param height how high the middle goes, in sides of the picture
 * @param width how far the hands are apart, likewise
 * @param thickness half of its breadth, likewise
 * @param grey its brightness
 */
record Rope(
    Track pose,
    Track place,
    double height,
    double width,
    double thickness,
    double grey,
    Cloth cloth)
    implements Part {

  private static final int PIECES = 6;

  static Rope draw(Studio studio, Track pose, Track place) {
    Draws draws = studio.draws();
    return new Rope(
        pose,
        place,
        draws.uniform(0.15, 0.45),
        draws.uniform(0.1, 0.6),
        draws.uniform(0.006, 0.02),
        draws.uniform(0, 1),
        new Cloth(studio.texture(), 0));
  }

  @Override
  public void draw(int frame, Canvas canvas) {
    for (int piece = 0; piece < PIECES; piece++) {
      double y = y(frame, piece);
      double x = x(frame, piece);
      double down = y(frame, piece + 1) - y;
      double right = x(frame, piece + 1) - x;
      canvas.draw(new Capsule(y, x, down, right, thickness, grey, 0), cloth);
    }
  }

  private double y(int frame, int piece) {
    double bow = Math.sin(Math.PI * piece / PIECES);
    return place.at(frame)[0] + height * bow * pose.at(frame)[0];
  }

  private double x(int frame, int piece) {
    double nearer = 1 + 0.2 * pose.at(frame)[1]; // what is on this side looks larger
    return place.at(frame)[1] + nearer * width * ((double) piece / PIECES - 0.5);
  }
}
