package dev.strobe.server.metrics;

/**
 * The upper bounds of a histogram's buckets, each a multiple of the one before.
 *
 * @param first of the first bucket
 * @param count how many there are, without the last that takes the rest
 */
record Bounds(double first, double factor, int count) {

  /** Computed as TensorFlow does, by repeated multiplication, so that the last digits agree. */
  double[] upper() {
    double[] bounds = new double[count];
    double bound = first;
    for (int i = 0; i < count; i++) {
      bounds[i] = bound;
      bound *= factor;
    }
    return bounds;
  }
}
