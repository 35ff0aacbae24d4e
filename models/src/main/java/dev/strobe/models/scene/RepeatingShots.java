package dev.strobe.models.scene;

import dev.strobe.models.synthetic.Draws;
import dev.strobe.models.synthetic.Track;
import java.util.ArrayList;
import java.util.List;

/** Draws shots in which something repeats. */
final class RepeatingShots {

  /** How often a shot is drawn anew because what repeats cannot be seen in it. */
  private static final int ATTEMPTS = 8;

  private final Studio studio;
  private final Draws draws;
  private final Spans spans;
  private final double period;
  private final int features;
  private Act played;

  private RepeatingShots(Studio studio, Spans spans, double period) {
    this.studio = studio;
    this.draws = studio.draws();
    this.spans = spans;
    this.period = period;
    this.features = draws.oneOf(2, 3, 4, 6);
    this.played = new Act(Track.zeros(studio.frames(), features), new float[studio.frames()]);
  }

  /**
   * Draws a shot.
   *
   * @param spans the frames in which it repeats
   * @param period about how many frames a cycle has
   */
  static Shot draw(Studio studio, Repetition kind, Spans spans, double period) {
    for (int attempt = 1; ; attempt++) {
      var shots = new RepeatingShots(studio, spans, period);
      Shot shot = shots.draw(kind);
      boolean moved = kind == Repetition.CAMERA || kind == Repetition.ZOOM; // not by the pose alone
      if (moved || attempt == ATTEMPTS || Visibility.of(shot.picture(), shots.played)) {
        return shot;
      }
    }
  }

  private Shot draw(Repetition kind) {
    return switch (kind) {
      case FIGURE -> figure();
      case FAST -> draws.chance(0.5) ? figure() : rope();
      case DROWNED -> drowned();
      case FOLLOWED -> followed();
      case ALTERNATING -> alternating();
      case CORNER -> corner();
      case FADING -> fading();
      case OCCLUDED -> occluded();
      case EVERYTHING -> everything();
      case CAMERA -> camera();
      case ZOOM -> zoom();
      case CROWD -> crowd();
    };
  }

  private Shot figure() {
    if (draws.chance(0.12)) {
      var standing = Figure.Standing.any(draws).fixed();
      return filmed(CameraPath.still(studio), standing, Body.Build.any(draws), act());
    }
    return filmed(
        CameraPath.draw(studio), Figure.Standing.any(draws), Body.Build.any(draws), act());
  }

  /** A figure with a rope that goes around it, in a few frames a turn. */
  private Shot rope() {
    Act act = joined(Act.swinging(studio, period));
    CameraPath camera = CameraPath.draw(studio);
    List<Part> parts = new ArrayList<>();
    parts.add(Backdrop.draw(studio, camera));
    double size = draws.uniform(0.5, 1.1);
    var build = new Body.Build(size, draws.logUniform(0.02, 0.1) * size, 2, 4);
    var standing = Figure.Standing.any(draws);
    Body jumper = Body.draw(studio, 2, build);
    parts.add(Figure.of(studio, jumper, act.pose(), standing, camera));
    parts.add(Rope.draw(studio, act.pose(), standing.place(studio, camera)));
    return new Shot(Part.all(parts), act.period());
  }

  private Shot drowned() {
    Track far = studio.wander(draws.uniform(20, 80), 2).scale(draws.logUniform(4, 20));
    if (draws.chance(0.5)) {
      far.add(studio.line(draws.gaussian(), draws.gaussian()), draws.uniform(8, 30));
    }
    double size = draws.uniform(0.35, 1);
    var build = new Body.Build(size, draws.logUniform(0.025, 0.12) * size, 2, 5);
    var standing = Figure.Standing.any(draws);
    var near =
        new Figure.Standing(standing.y(), standing.x(), standing.wander(), draws.uniform(0.5, 1));
    return filmed(CameraPath.of(studio, far), near, build, act());
  }

  private Shot followed() {
    Track way = studio.wander(draws.uniform(12, 60), 2).scale(draws.logUniform(3, 15));
    way.add(studio.line(draws.gaussian(), 2 * draws.gaussian()), draws.uniform(5, 40));
    way.add(studio.wander(draws.uniform(1, 5), 2), draws.uniform(0, 1));
    double size = draws.uniform(0.6, 1.3);
    var build = new Body.Build(size, draws.logUniform(0.04, 0.3) * size, 3, 6);
    var standing =
        new Figure.Standing(
            draws.uniform(0.35, 0.65),
            draws.uniform(0.35, 0.65),
            draws.uniform(0, 0.06),
            draws.uniform(0.9, 1));
    return filmed(CameraPath.of(studio, way), standing, build, act());
  }

  /**
   * Two sides that take turns. Limbs that swing against each other look the same after half a cycle
   * if they are alike, and then every half counts.
   */
  private Shot alternating() {
    if (draws.chance(0.5)) {
      Act act = joined(Act.alternating(studio, features, period));
      return filmed(
          CameraPath.draw(studio), Figure.Standing.any(draws), Body.Build.any(draws), act);
    }
    boolean alike = draws.chance(0.7);
    double apart = alike ? draws.uniform(-0.06, 0.06) : draws.oneOf(-0.35, 0.35);
    Act whole = Act.swinging(studio, alike ? 2 * period : period);
    Act act = joined(alike ? whole.halved() : whole);
    CameraPath camera = CameraPath.draw(studio);
    double size = draws.uniform(0.5, 1.3);
    var build = new Body.Build(size, draws.logUniform(0.04, 0.25) * size, 2, 5);
    Body body = Body.paired(studio, 2, build, apart);
    Figure figure = Figure.of(studio, body, act.pose(), Figure.Standing.any(draws), camera);
    return new Shot(Part.all(List.of(Backdrop.draw(studio, camera), figure)), act.period());
  }

  private Shot corner() {
    double y = draws.oneOf(0.12, 0.88) + draws.uniform(-0.08, 0.08);
    double x = draws.oneOf(0.12, 0.88) + draws.uniform(-0.08, 0.08);
    double size = draws.uniform(0.3, 0.6);
    var build = new Body.Build(size, draws.logUniform(0.06, 0.3) * size, 1, 2);
    var standing = new Figure.Standing(y, x, draws.uniform(0, 0.03), draws.uniform(0.5, 1));
    return filmed(CameraPath.draw(studio), standing, build, act());
  }

  private Shot fading() {
    Act act = joined(Act.repeating(studio, features, period).swelling(studio, period));
    return filmed(CameraPath.draw(studio), Figure.Standing.any(draws), Body.Build.any(draws), act);
  }

  private Shot occluded() {
    Shot behind = figure();
    List<Part> parts = new ArrayList<>();
    parts.add(behind.picture());
    if (draws.chance(0.6)) {
      parts.add(Passing.bars(studio));
    }
    if (parts.size() == 1 || draws.chance(0.5)) {
      parts.add(Passing.traffic(studio, draws.integer(1, 4)));
    }
    return new Shot(Part.all(parts), behind.period());
  }

  private Shot everything() {
    Act act = act();
    CameraPath camera = draws.chance(0.5) ? CameraPath.draw(studio) : CameraPath.still(studio);
    Ripple ripple = Ripple.draw(draws, act.pose(), draws.logUniform(0.4, 4));
    return new Shot(Backdrop.rippling(studio, camera, ripple), act.period());
  }

  /** Seen by one who moves: the picture goes with the cycle, and perhaps hands in front of it. */
  private Shot camera() {
    Act act = act();
    CameraPath camera = CameraPath.draw(studio);
    double strength = draws.logUniform(0.6, 7);
    camera.shift().add(act.pose().mixed(mix(2)), strength);
    List<Part> parts = new ArrayList<>();
    parts.add(Backdrop.draw(studio, camera));
    double kind = draws.uniform(0, 1);
    if (kind < 0.4) {
      double size = draws.uniform(0.5, 1.2);
      var build = new Body.Build(size, draws.logUniform(0.02, 0.2) * size, 1, 4);
      var standing = new Figure.Standing(draws.uniform(0.7, 1), draws.uniform(0.3, 0.7), 0.02, 1);
      parts.add(
          Figure.of(studio, Body.draw(studio, features, build), act.pose(), standing, camera));
    } else if (kind < 0.7) {
      parts.add(Figure.bystander(studio, camera));
    }
    return new Shot(Part.all(parts), act.period());
  }

  private Shot zoom() {
    Act act = act();
    CameraPath camera = CameraPath.draw(studio);
    camera.zoom().add(act.pose().mixed(mix(1)), draws.uniform(0.03, 0.2));
    List<Part> parts = new ArrayList<>();
    parts.add(Backdrop.draw(studio, camera));
    if (draws.chance(0.5)) {
      parts.add(Figure.bystander(studio, camera));
    }
    return new Shot(Part.all(parts), act.period());
  }

  private Shot crowd() {
    Act act = act();
    CameraPath camera = CameraPath.draw(studio);
    double size = draws.uniform(0.3, 0.8);
    var build = new Body.Build(size, draws.logUniform(0.04, 0.3) * size, 2, 4);
    Body body = Body.draw(studio, features, build);
    List<Part> parts = new ArrayList<>();
    parts.add(Backdrop.draw(studio, camera));
    int count = draws.integer(2, 6);
    double late = draws.chance(0.4) ? 0 : draws.uniform(0, 0.5) * period;
    for (int member = 0; member < count; member++) {
      Track pose = member == 0 ? act.pose() : act.pose().later((int) (member * late));
      double x = (member + 0.5) / count + draws.uniform(-0.05, 0.05);
      var standing = new Figure.Standing(draws.uniform(0.35, 0.65), x, 0.01, draws.uniform(0.8, 1));
      parts.add(Figure.of(studio, body, pose, standing, camera));
    }
    return new Shot(Part.all(parts), act.period());
  }

  /** A figure that goes through an act, perhaps with another beside it that does not repeat. */
  private Shot filmed(CameraPath camera, Figure.Standing standing, Body.Build build, Act act) {
    List<Part> parts = new ArrayList<>();
    parts.add(Backdrop.draw(studio, camera));
    boolean bystander = draws.chance(0.22);
    if (bystander && draws.chance(0.5)) {
      parts.add(Figure.bystander(studio, camera));
    }
    Body body = Body.draw(studio, act.pose().features(), build);
    parts.add(arriving(Figure.of(studio, body, act.pose(), standing, camera)));
    if (bystander && parts.size() == 2) {
      parts.add(Figure.bystander(studio, camera));
    }
    return new Shot(Part.all(parts), act.period());
  }

  /** Lets the figure come before it repeats, or go afterwards, if there is time. */
  private Figure arriving(Figure figure) {
    int begin = spans.first();
    int end = spans.last() + 1;
    Track way = Track.zeros(studio.frames(), 2);
    double[] from = {draws.uniform(-0.3, 0.3), draws.oneOf(-1, 1) * draws.uniform(0.3, 1)};
    double[] to = {draws.uniform(-0.3, 0.3), draws.oneOf(-1, 1) * draws.uniform(0.3, 1)};
    boolean comes = begin > 10 && draws.chance(0.3);
    boolean goes = studio.frames() - end > 10 && draws.chance(0.3);
    for (int t = 0; t < studio.frames(); t++) {
      double away = comes ? 1 - Easing.between(Math.max(0, begin - 60), begin, t) : 0;
      double gone = goes ? Easing.between(end, end + Math.min(60, studio.frames() - end), t) : 0;
      way.add(t, from, away);
      way.add(t, to, gone);
    }
    return figure.displaced(way);
  }

  private Act act() {
    return joined(Act.repeating(studio, features, period));
  }

  /** Limits an act to the spans, with something else around it. */
  private Act joined(Act act) {
    played = spans.isWhole() ? act : limited(act);
    return played;
  }

  private Act limited(Act act) {
    Track other;
    if (draws.chance(0.5)) {
      double strength = draws.uniform(0, 1.2);
      other = studio.wander(draws.logUniform(3, 60), act.pose().features()).scale(strength);
    } else {
      other = Aimless.draw(studio, act.pose().features());
    }
    if (draws.chance(0.45)) {
      other.scale(0.1);
    }
    int soft = draws.chance(0.35) ? (int) draws.uniform(1, Math.max(2, 0.6 * period)) : 0;
    return act.within(spans, other, soft);
  }

  private double[][] mix(int count) {
    double[][] mix = new double[count][];
    for (int i = 0; i < count; i++) {
      mix[i] = draws.gaussians(features);
    }
    return mix;
  }
}
