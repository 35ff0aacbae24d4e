package dev.strobe.models.synthetic;

/** Draws repeating motions of many kinds. */
public final class Choreography {

  private static final int HARMONICS = 6;

  private Choreography() {}

  /** Draws one of the kinds of motion: loop, way there and back, alternation or burst. */
  public static Movement draw(Draws draws, Cycles cycles, int features) {
    double kind = draws.uniform(0, 1);
    if (kind < 0.40) {
      return loop(draws, cycles, features);
    }
    if (kind < 0.72) {
      return ThereAndBack.draw(draws, cycles, features);
    }
    return kind < 0.86 ? alternation(draws, cycles, features) : burst(draws, cycles, features);
  }

  /** Any closed curve. */
  private static Movement loop(Draws draws, Cycles cycles, int features) {
    double decay = draws.uniform(0.7, 2.5);
    Track track = Track.zeros(cycles.frames(), features);
    for (int h = 1; h <= HARMONICS; h++) {
      addHarmonic(draws, track, cycles, h, Math.pow(h, -decay));
    }
    return new Movement(track, cycles);
  }

  /**
   * Left and right steps that look nearly alike. When they look too much alike to be told apart,
   * every step counts.
   */
  public static Movement alternation(Draws draws, Cycles cycles, int features) {
    double difference = draws.logUniform(0.03, 0.8);
    Track track = Track.zeros(cycles.frames(), features);
    for (int h = 1; h <= HARMONICS; h++) {
      double weight = h % 2 == 1 ? difference : 1.8;
      addHarmonic(draws, track, cycles, h, weight * Math.pow(h, -1.2));
    }
    return new Movement(track, difference < 0.2 ? cycles.halved() : cycles);
  }

  /** A short action and a long rest. */
  private static Movement burst(Draws draws, Cycles cycles, int features) {
    double width = draws.uniform(0.15, 0.5);
    Curve curve = Curve.draw(draws, 33, draws.uniform(3, 10), features).closed();
    Track track = Track.zeros(cycles.frames(), features);
    for (int t = 0; t < cycles.frames(); t++) {
      curve.write(Math.min(1, cycles.within(t) / width), track.at(t));
    }
    return new Movement(track, cycles);
  }

  private static void addHarmonic(
      Draws draws, Track track, Cycles cycles, int harmonic, double weight) {
    double[] cosine = draws.gaussians(track.features());
    double[] sine = draws.gaussians(track.features());
    for (int t = 0; t < cycles.frames(); t++) {
      double angle = cycles.angle(t, harmonic);
      track.add(t, cosine, weight * Math.cos(angle));
      track.add(t, sine, weight * Math.sin(angle));
    }
  }
}
