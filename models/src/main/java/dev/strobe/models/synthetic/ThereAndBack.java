package dev.strobe.models.synthetic;

/**
 * Motion to a far end and back on nearly the same path, as a pull-up or a pendulum: half a cycle
 * looks almost like a whole one.
 *
 * @param turn part of the cycle after which the motion turns, in (0, 1)
 * @param rest part of the way spent resting at the ends
 * @param restShare how much of that rest lies at the near end
 * @param gentle whether the motion slows down towards the ends
 */
record ThereAndBack(double turn, double rest, double restShare, boolean gentle) {

  static Movement draw(Draws draws, Cycles cycles, int features) {
    var shape =
        new ThereAndBack(
            draws.uniform(0.2, 0.8),
            draws.chance(0.6) ? draws.uniform(0, 0.35) : 0,
            draws.uniform(0, 1),
            draws.chance(0.7));
    Curve path = Curve.draw(draws, 65, draws.uniform(8, 40), features);
    double[] apart = draws.gaussians(features);
    double apartness = draws.chance(0.6) ? draws.uniform(0, 0.5) : 0;
    Track track = Track.zeros(cycles.frames(), features);
    for (int t = 0; t < cycles.frames(); t++) {
      double within = cycles.within(t);
      path.write(shape.position(within), track.at(t));
      track.add(t, apart, apartness * shape.side(within));
    }
    return new Movement(track, cycles);
  }

  /** Position on the path, 0 at the near end and 1 at the far one. */
  private double position(double within) {
    double way = within < turn ? within / turn : (1 - within) / (1 - turn);
    double moving = Math.min(1, Math.max(0, (way - rest * restShare) / (1 - rest)));
    return gentle ? 0.5 - 0.5 * Math.cos(Math.PI * moving) : moving;
  }

  /** How far the way there stands off the way back. */
  private double side(double within) {
    return within < turn
        ? Math.sin(Math.PI * within / turn)
        : -Math.sin(Math.PI * (1 - within) / (1 - turn));
  }
}
