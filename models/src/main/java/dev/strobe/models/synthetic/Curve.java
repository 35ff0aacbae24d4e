package dev.strobe.models.synthetic;

/** A smooth path through feature space, walked by a number from 0 to 1. */
final class Curve {

  private final Track points;

  private Curve(Track points) {
    this.points = points;
  }

  static Curve draw(Draws draws, int points, double length, int features) {
    return new Curve(SmoothNoise.draw(draws, points, length, features));
  }

  /** This curve bent so that it begins and ends in the origin. */
  Curve closed() {
    int last = points.frames() - 1;
    double[] first = points.at(0).clone();
    double[] end = points.at(last).clone();
    for (int i = 0; i <= last; i++) {
      double along = (double) i / last;
      points.add(i, first, along - 1);
      points.add(i, end, -along);
    }
    return this;
  }

  /** Writes the point at {@code position} in [0, 1], between its two neighbours in proportion. */
  void write(double position, double[] target) {
    double exact = position * (points.frames() - 1);
    int index = Math.min((int) exact, points.frames() - 2);
    double part = exact - index;
    double[] before = points.at(index);
    double[] after = points.at(index + 1);
    for (int i = 0; i < target.length; i++) {
      target[i] = (1 - part) * before[i] + part * after[i];
    }
  }
}
