package dev.strobe.models.scene;

import dev.strobe.models.scene.picture.Canvas;
import dev.strobe.models.scene.picture.Cloth;
import dev.strobe.models.synthetic.Draws;
import java.util.ArrayList;
import java.util.List;

/** Writing in front of the picture. */
final class Captions {

  private Captions() {}

  /** A few lines that appear at some time and go at another. */
  static Part draw(Studio studio) {
    Draws draws = studio.draws();
    List<Part> captions = new ArrayList<>();
    int count = draws.integer(1, 5);
    for (int caption = 0; caption < count; caption++) {
      captions.add(caption(studio));
    }
    return Part.all(captions);
  }

  private static Part caption(Studio studio) {
    Draws draws = studio.draws();
    int from = draws.integer(-20, studio.frames());
    int to = from + 8 + draws.integer(0, 2 * studio.frames());
    int fade = draws.chance(0.4) ? draws.integer(2, 15) : 0;
    double top = draws.chance(0.6) ? draws.uniform(0.7, 0.9) : draws.uniform(0, 0.9);
    double left = draws.uniform(0, 0.6);
    double ticker = draws.chance(0.2) ? draws.uniform(-0.02, 0.02) : 0;
    int changes = draws.chance(0.25) ? draws.integer(5, 60) : 2 * studio.frames();
    Cloth plain = new Cloth(studio.texture(), 0);
    double grey = draws.chance(0.7) ? draws.uniform(0.8, 1) : draws.uniform(0, 0.2);
    double ground = draws.chance(0.4) ? 1 - grey : -1;
    var writing = Writing.draw(draws);
    Canvas before = new Canvas();
    return (frame, canvas) -> {
      if (frame < from || frame >= to) {
        return;
      }
      before.show(canvas);
      double x = left + ticker * (frame - from);
      if (ground >= 0) {
        canvas.box(top - 0.02, x - 0.02, top + 0.1, x + writing.width() + 0.02, ground, plain);
      }
      writing.paint(canvas, top, x, grey, plain, (frame - from) / changes);
      if (fade > 0) {
        double seen = Math.min(1, Math.min(frame - from + 1, to - frame) / (fade + 1.0));
        canvas.fade(before, 1 - seen);
      }
    };
  }

  /**
   * Signs made of an upright and two lying strokes.
   *
   * @param strokes how high the two lie, for every sign; both in sixteenths of the line
   */
  private record Writing(List<int[]> strokes) {

    private static final double SIGN = 0.05;
    private static final double HEIGHT = 0.08;

    static Writing draw(Draws draws) {
      List<int[]> strokes = new ArrayList<>();
      int signs = draws.integer(2, 14);
      for (int sign = 0; sign < signs; sign++) {
        strokes.add(new int[] {draws.integer(0, 16), draws.integer(0, 16)});
      }
      return new Writing(strokes);
    }

    double width() {
      return strokes.size() * SIGN;
    }

    /** Paints the writing after it has changed a number of times; as a clock, at its end. */
    void paint(Canvas canvas, double top, double left, double grey, Cloth cloth, int changed) {
      for (int sign = 0; sign < strokes.size(); sign++) {
        double x = left + sign * SIGN;
        int turn = sign == strokes.size() - 1 ? 5 * changed : 0;
        canvas.box(top, x, top + HEIGHT, x + 0.012, grey, cloth);
        for (int stroke : strokes.get(sign)) {
          double y = top + HEIGHT * ((stroke + turn) % 16) / 16.0;
          canvas.box(y, x, y + 0.012, x + 0.035, grey, cloth);
        }
      }
    }
  }
}
