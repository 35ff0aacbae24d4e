package dev.strobe.models.synthetic;

/** Aimless smooth motion: white noise under a Gaussian window. */
public final class SmoothNoise {

  private static final double SHORTEST = 0.6;
  private static final double REACH = 4;

  private SmoothNoise() {}

  /**
   * Features that wander with the given correlation length in frames, of standard deviation 1 over
   * all of them.
   */
  public static Track draw(Draws draws, int frames, double length, int features) {
    double[] kernel = kernel(Math.max(length, SHORTEST));
    Track track = Track.zeros(frames, features);
    for (int i = 0; i < features; i++) {
      double[] white = draws.gaussians(frames + kernel.length - 1);
      for (int t = 0; t < frames; t++) {
        double sum = 0;
        for (int k = 0; k < kernel.length; k++) {
          sum += kernel[k] * white[t + k];
        }
        track.at(t)[i] = sum;
      }
    }
    return track.scale(1 / (deviation(track) + 1e-9));
  }

  private static double[] kernel(double length) {
    int radius = (int) (REACH * length + 0.5);
    double[] kernel = new double[2 * radius + 1];
    for (int k = -radius; k <= radius; k++) {
      kernel[k + radius] = Math.exp(-0.5 * k * k / (length * length));
    }
    return kernel;
  }

  private static double deviation(Track track) {
    int count = track.frames() * track.features();
    double sum = 0;
    double squares = 0;
    for (int t = 0; t < track.frames(); t++) {
      for (double value : track.at(t)) {
        sum += value;
        squares += value * value;
      }
    }
    double mean = sum / count;
    return Math.sqrt(Math.max(0, squares / count - mean * mean));
  }
}
