package dev.strobe.transforms.count;

/**
 * Periods that a video may have, in frames: 3, and from there in equal ratios, 24 to the octave, to
 * 198. On a logarithmic grid a change of speed by a tenth is the same distance everywhere.
 */
final class PeriodGrid {
  static final int SIZE = 146;
  static final int BINS_AN_OCTAVE = 24;

  private static final double SHORTEST = 3;

  /** Width of a class's bump, as a deviation of ln(period): what a model confuses at best. */
  private static final double LEAST_WIDTH = 0.06;

  /** A class is one row wide, so that short periods, in rows, are known less exactly. */
  private static final double WIDTH_IN_ROWS = 0.35;

  /** Deviations beyond which a bump is nothing, less than 4e-6. */
  private static final double REACH = 5;

  private PeriodGrid() {}

  /** A bin's period in frames. */
  static double period(int bin) {
    return SHORTEST * Math.pow(2, (double) bin / BINS_AN_OCTAVE);
  }

  /**
   * How far each class of a stride speaks for each bin: {@code [classes][SIZE]}, a Gaussian bump of
   * height 1 around the class's period, and nothing for periods too short to be believed.
   */
  static double[][] bumps(int stride, int classes) {
    double[][] bumps = new double[classes][SIZE];
    for (int c = RowScores.SHORTEST_PERIOD - 1; c < classes; c++) {
      double rows = c + 1;
      double width = Math.max(LEAST_WIDTH, WIDTH_IN_ROWS / rows);
      for (int bin = 0; bin < SIZE; bin++) {
        double off = Math.log(period(bin) / (rows * stride)) / width;
        bumps[c][bin] = Math.abs(off) > REACH ? 0 : Math.exp(-0.5 * off * off);
      }
    }
    return bumps;
  }
}
