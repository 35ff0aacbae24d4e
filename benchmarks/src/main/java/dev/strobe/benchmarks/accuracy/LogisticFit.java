package dev.strobe.benchmarks.accuracy;

import java.util.List;

/**
 * Logistic regression by Newton's method, with a small penalty on every weight but the first so
 * that it always has an answer.
 */
final class LogisticFit {
  private static final double PENALTY = 1e-2;
  private static final int STEPS = 50;

  private LogisticFit() {}

  /**
   * The weights under which the answers are likeliest.
   *
   * @param features of each case, the first of them 1
   * @param right the answers
   */
  static double[] of(List<double[]> features, List<Boolean> right) {
    int size = features.get(0).length;
    double[] weights = new double[size];
    for (int step = 0; step < STEPS; step++) {
      double[] gradient = new double[size];
      double[][] curvature = new double[size][size];
      for (int i = 0; i < size; i++) {
        curvature[i][i] = i == 0 ? 1e-9 : PENALTY;
        gradient[i] = i == 0 ? 0 : -PENALTY * weights[i];
      }
      for (int c = 0; c < features.size(); c++) {
        add(features.get(c), right.get(c), weights, gradient, curvature);
      }
      double[] move = solve(curvature, gradient);
      for (int i = 0; i < size; i++) {
        weights[i] += move[i];
      }
    }
    return weights;
  }

  /** The chance of a case. */
  static double chance(double[] weights, double[] features) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * features[i];
    }
    return 1 / (1 + Math.exp(-sum));
  }

  private static void add(
      double[] x, boolean right, double[] weights, double[] gradient, double[][] curvature) {
    double chance = chance(weights, x);
    double spread = Math.max(1e-6, chance * (1 - chance));
    for (int i = 0; i < x.length; i++) {
      gradient[i] += ((right ? 1 : 0) - chance) * x[i];
      for (int j = 0; j < x.length; j++) {
        curvature[i][j] += spread * x[i] * x[j];
      }
    }
  }

  /** Gauss's elimination; the matrix is positive definite and is overwritten. */
  private static double[] solve(double[][] matrix, double[] right) {
    int size = right.length;
    double[] result = right.clone();
    for (int pivot = 0; pivot < size; pivot++) {
      for (int row = pivot + 1; row < size; row++) {
        double factor = matrix[row][pivot] / matrix[pivot][pivot];
        for (int column = pivot; column < size; column++) {
          matrix[row][column] -= factor * matrix[pivot][column];
        }
        result[row] -= factor * result[pivot];
      }
    }
    for (int row = size - 1; row >= 0; row--) {
      for (int column = row + 1; column < size; column++) {
        result[row] -= matrix[row][column] * result[column];
      }
      result[row] /= matrix[row][row];
    }
    return result;
  }
}
