package dev.strobe.benchmarks.footage;

import java.util.Arrays;
import java.util.Random;

/** Random functions of time, one number a frame. */
final class Wander {
  private Wander() {}

  /** White noise smoothed by a Gaussian of {@code width} frames, its deviation made 1. */
  static double[] smooth(Random random, int frames, double width) {
    double sigma = Math.max(0.6, width);
    int reach = (int) Math.ceil(4 * sigma);
    double[] white = random.doubles(frames + 2L * reach).map(u -> u - 0.5).toArray();
    double[] values = new double[frames];
    for (int t = 0; t < frames; t++) {
      for (int d = -reach; d <= reach; d++) {
        values[t] += Math.exp(-0.5 * d * d / (sigma * sigma)) * white[t + reach + d];
      }
    }
    return unit(values);
  }

  /** Swaying around a period that keeps its phase for {@code cycles} cycles, deviation 1. */
  static double[] swaying(Random random, int frames, double period, double cycles) {
    double[] cosine = smooth(random, frames, period * cycles);
    double[] sine = smooth(random, frames, period * cycles);
    double[] values = new double[frames];
    for (int t = 0; t < frames; t++) {
      double angle = 2 * Math.PI * t / period;
      values[t] = cosine[t] * Math.cos(angle) + sine[t] * Math.sin(angle);
    }
    return unit(values);
  }

  /** The sum of one and half the other, deviation 1. */
  static double[] mixed(double[] one, double[] other) {
    double[] values = new double[one.length];
    Arrays.setAll(values, t -> one[t] + 0.5 * other[t]);
    return unit(values);
  }

  /** From {@code first} to {@code last} at an even pace. */
  static double[] even(int frames, double first, double last) {
    double[] values = new double[frames];
    Arrays.setAll(values, t -> first + (last - first) * t / Math.max(1, frames - 1));
    return values;
  }

  static double[] times(double factor, double[] values) {
    return Arrays.stream(values).map(v -> factor * v).toArray();
  }

  private static double[] unit(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double variance = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0);
    double deviation = Math.sqrt(variance);
    return deviation == 0 ? values : times(1 / deviation, values);
  }
}
