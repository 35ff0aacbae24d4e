package dev.strobe.models.synthetic;

import java.util.Arrays;

/** How far a repeating motion has come at every frame. */
public final class Cycles {

  private final double[] phases;
  private final double[] periods;

  /**
   * @param phases cycles since an arbitrary start, one value a frame, rising
   * @param periods length in frames of the cycle each frame belongs to
   */
  private Cycles(double[] phases, double[] periods) {
    this.phases = phases;
    this.periods = periods;
  }

  /** Draws cycles of about {@code period} frames, each a little longer or shorter than the last. */
  public static Cycles draw(Draws draws, int frames, double period) {
    double[] lengths = lengths(draws, (int) (2 * frames / period) + 6, period);
    double begin = -draws.uniform(0, lengths[0] + lengths[1]);
    double[] phases = new double[frames];
    double[] periods = new double[frames];
    int cycle = 0;
    for (int t = 0; t < frames; t++) {
      while (cycle < lengths.length - 1 && t >= begin + lengths[cycle]) {
        begin += lengths[cycle++];
      }
      phases[t] = cycle + Math.min(1, (t - begin) / lengths[cycle]);
      periods[t] = lengths[cycle];
    }
    return new Cycles(phases, periods);
  }

  public int frames() {
    return phases.length;
  }

  /** Length in frames of the cycle that a frame belongs to. */
  public double periodAt(int frame) {
    return periods[frame];
  }

  /** The part of its cycle that a frame has done, in [0, 1). */
  public double within(int frame) {
    return phases[frame] - Math.floor(phases[frame]);
  }

  /** Angle of a frame on the circle, for the given harmonic. */
  public double angle(int frame, int harmonic) {
    return 2 * Math.PI * harmonic * phases[frame];
  }

  /** The same motion, read as two cycles where this has one. */
  Cycles halved() {
    return new Cycles(
        Arrays.stream(phases).map(phase -> 2 * phase).toArray(),
        Arrays.stream(periods).map(period -> period / 2).toArray());
  }

  /** The same cycles, of which those from a frame on are gone through {@code factor} as slowly. */
  public Cycles pacedFrom(int frame, double factor) {
    double[] pacedPhases = phases.clone();
    double[] pacedPeriods = periods.clone();
    int last = phases.length - 1;
    for (int t = frame; t <= last; t++) {
      double source = frame + (t - frame) / factor;
      int before = (int) Math.min(last, source);
      int after = Math.min(last, before + 1);
      double part = Math.min(1, source - before);
      double beyond = Math.max(0, source - last) / periods[last];
      pacedPhases[t] = phases[before] + part * (phases[after] - phases[before]) + beyond;
      pacedPeriods[t] = factor * periods[before];
    }
    return new Cycles(pacedPhases, pacedPeriods);
  }

  private static double[] lengths(Draws draws, int count, double period) {
    double jitter = draws.oneOf(0, 0.03, 0.08, 0.15, 0.25);
    double drift = draws.oneOf(0, 0, 0.1, 0.3) * draws.uniform(-1, 1);
    double[] lengths = new double[count];
    for (int i = 0; i < count; i++) {
      double along = 2.0 * i / (count - 1) - 1;
      double factor = Math.exp(0.7 * jitter * draws.gaussian() + drift * along);
      lengths[i] = period * Math.max(0.5, factor);
    }
    return lengths;
  }
}
