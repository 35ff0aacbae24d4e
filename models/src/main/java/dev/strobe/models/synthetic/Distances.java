package dev.strobe.models.synthetic;

/** Distances between the frames of a trajectory, scaled as the model scales those of real ones. */
final class Distances {

  private Distances() {}

  /** The training window of a filmed trajectory. */
  static SyntheticWindow window(Draws draws, Trajectory filmed) {
    Track track = filmed.track().centre();
    if (draws.chance(0.5)) {
      normalise(track, draws.uniform(0, 0.5));
    }
    float[] distances = scaled(track, faintness(draws, filmed));
    return new SyntheticWindow(distances, filmed);
  }

  /** Divides every frame by its length plus a part of the usual length. */
  private static void normalise(Track track, double softness) {
    double[] lengths = new double[track.frames()];
    double squares = 0;
    for (int t = 0; t < lengths.length; t++) {
      for (double value : track.at(t)) {
        lengths[t] += value * value;
      }
      squares += lengths[t] / lengths.length;
    }
    double floor = softness * Math.sqrt(squares) + 1e-6;
    for (int t = 0; t < lengths.length; t++) {
      track.scale(t, 1 / (Math.sqrt(lengths[t]) + floor));
    }
  }

  /**
   * A window in which next to nothing moves has distances below the floor that the model adds to
   * their mean; below half of their usual size they count as standing still.
   */
  private static double faintness(Draws draws, Trajectory filmed) {
    if (!draws.chance(0.06)) {
      return 1;
    }
    double faintness = draws.uniform(0, 1);
    if (faintness < 0.5) {
      filmed.stop(0, filmed.frames());
    }
    return faintness;
  }

  private static float[] scaled(Track track, double scale) {
    int frames = track.frames();
    double[] distances = new double[frames * frames];
    double sum = 0;
    for (int i = 0; i < frames; i++) {
      for (int j = 0; j < i; j++) {
        double distance = between(track.at(i), track.at(j));
        distances[i * frames + j] = distance;
        distances[j * frames + i] = distance;
        sum += 2 * distance;
      }
    }
    double factor = scale / (sum / distances.length + 1e-6);
    float[] scaled = new float[distances.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) (factor * distances[i]);
    }
    return scaled;
  }

  private static double between(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      double off = one[i] - other[i];
      sum += off * off;
    }
    return Math.sqrt(sum);
  }
}
