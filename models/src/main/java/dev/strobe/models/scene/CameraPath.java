package dev.strobe.models.scene;

import dev.strobe.models.scene.picture.View;
import dev.strobe.models.synthetic.Draws;
import dev.strobe.models.synthetic.Track;

/**
 * Where the camera looks at every frame.
 *
 * @param shift pixels below and to the right of where it began, [frame, 2]
 * @param zoom pixels of the scene that a pixel of the picture spans, [frame, 1]
 * @param roll how far it is turned, in radians, [frame, 1]
 */
record CameraPath(Track shift, Track zoom, Track roll) {

  static CameraPath still(Studio studio) {
    return new CameraPath(studio.rest(0, 0), studio.rest(1), studio.rest(0));
  }

  static CameraPath of(Studio studio, Track shift) {
    return new CameraPath(shift, studio.rest(1), studio.rest(0));
  }

  /** Any camera: none, shaking, drifting or swaying, and perhaps panning and zooming as well. */
  static CameraPath draw(Studio studio) {
    Draws draws = studio.draws();
    double kind = draws.uniform(0, 1);
    Track shift = studio.rest(0, 0);
    if (kind < 0.15) {
      shift.add(studio.wander(draws.logUniform(2, 12), 2), draws.logUniform(0.2, 8));
    } else if (kind < 0.45) {
      shift.add(studio.wander(draws.uniform(15, 80), 2), draws.logUniform(0.3, 12));
    } else if (kind < 0.55) {
      shift = sway(studio, draws.uniform(0.3, 0.7));
    }
    if (draws.chance(0.2)) {
      double reach = draws.uniform(0, 25);
      shift.add(studio.line(draws.gaussian(), draws.gaussian()), reach);
    }
    if (draws.chance(0.2)) {
      shift.add(studio.wander(draws.uniform(0.6, 3), 2), draws.uniform(0, 0.8));
    }
    CameraPath path = of(studio, shift);
    if (draws.chance(0.2)) {
      path.zoom.add(studio.wander(draws.uniform(30, 90), 1), 0.08);
      path.zoom.add(studio.line(0.1 * draws.gaussian()), 1);
    }
    return path;
  }

  /** A shake of any width of band, of which no cycle is like the next; perhaps with a drift. */
  static CameraPath shake(Studio studio) {
    Draws draws = studio.draws();
    double kind = draws.uniform(0, 1);
    Track shift;
    if (kind < 0.55) {
      shift = sway(studio, draws.uniform(0.25, 0.6));
    } else if (kind < 0.85) {
      double length = draws.logUniform(1.2, 8);
      shift = studio.wander(length, 2).add(studio.wander(3.3 * length, 2), draws.uniform(0, 1));
      shift.scale(draws.logUniform(0.2, 6));
    } else {
      shift = studio.wander(draws.uniform(0.6, 1.2), 2).scale(draws.logUniform(0.1, 1.5));
    }
    if (draws.chance(0.3)) {
      shift.add(studio.wander(draws.uniform(20, 80), 2), draws.logUniform(0.5, 10));
    }
    CameraPath path = of(studio, shift);
    if (draws.chance(0.3)) {
      path.roll.add(studio.wander(draws.logUniform(1.5, 20), 1), draws.logUniform(0.003, 0.05));
    }
    return path;
  }

  /** A pan, a slow drift, a look around in steps, or a zoom. */
  static CameraPath drift(Studio studio) {
    Draws draws = studio.draws();
    double kind = draws.uniform(0, 1);
    CameraPath path = still(studio);
    if (kind < 0.3) {
      double reach = draws.logUniform(2, 45);
      path.shift.add(studio.line(draws.gaussian(), 1.5 * draws.gaussian()), reach);
    } else if (kind < 0.65) {
      path.shift.add(studio.wander(draws.uniform(10, 100), 2), draws.logUniform(1, 16));
    } else if (kind < 0.8) {
      Track steps = Aimless.reachAndHold(studio, 2, draws.logUniform(8, 60));
      path.shift.add(steps, draws.logUniform(2, 15));
    }
    if (kind >= 0.8 || draws.chance(0.2)) {
      zoom(studio, path.zoom);
    }
    if (draws.chance(0.3)) {
      path.shift.add(studio.wander(draws.uniform(0.6, 4), 2), draws.uniform(0, 0.6));
    }
    return path;
  }

  /** Nearer or further off, steadily or not. */
  private static void zoom(Studio studio, Track zoom) {
    Draws draws = studio.draws();
    double octaves = draws.uniform(-1, 1);
    Track wander = studio.wander(draws.uniform(20, 90), 1);
    double unsteady = draws.chance(0.4) ? draws.uniform(0.02, 0.2) : 0;
    double begin = draws.chance(0.3) ? draws.uniform(0, 0.5) * studio.frames() : 0;
    double end = draws.chance(0.3) ? draws.uniform(0.5, 1) * studio.frames() : studio.frames();
    for (int t = 0; t < studio.frames(); t++) {
      double part = Math.min(1, Math.max(0, (t - begin) / (end - begin + 1)));
      zoom.at(t)[0] = Math.exp(0.69 * octaves * part + unsteady * wander.at(t)[0]);
    }
  }

  private static Track sway(Studio studio, double coherent) {
    Draws draws = studio.draws();
    Track sway = studio.band(draws.logUniform(4, 60), coherent, 2);
    double strength = draws.logUniform(0.2, 8);
    double down = strength * Math.max(0.15, draws.uniform(0, 1));
    double right = strength * Math.max(0.15, draws.uniform(0, 1));
    for (int t = 0; t < sway.frames(); t++) {
      sway.at(t)[0] *= down;
      sway.at(t)[1] *= right;
    }
    return sway;
  }

  /** Whether every frame shows the same part of the scene. */
  boolean still() {
    for (int t = 1; t < shift.frames(); t++) {
      if (!viewAt(t).equals(viewAt(0))) {
        return false;
      }
    }
    return true;
  }

  View viewAt(int frame) {
    return new View(shift.at(frame)[0], shift.at(frame)[1], zoomAt(frame), roll.at(frame)[0]);
  }

  double zoomAt(int frame) {
    return Math.max(0.2, zoom.at(frame)[0]);
  }
}
