package dev.strobe.models.repnet;

import java.util.ArrayList;
import java.util.List;

/**
 * What a moving camera explains of the change between samples, in plain loops and double precision.
 *
 * @param shift share that a shift explains, [sample]
 * @param any share that a shift, turn, zoom and change of light explain, [sample]
 * @param rest what is left of the change, [sample][144]
 */
@SuppressWarnings("ArrayRecordComponent") // read at once; nobody compares them
record PlainCamera(double[] shift, double[] any, double[][] rest) {

  static PlainCamera of(double[][] grey, double[][] change) {
    int samples = grey.length;
    var camera = new PlainCamera(new double[samples], new double[samples], new double[samples][]);
    for (int t = 0; t < samples; t++) {
      List<double[]> units = units(grey[t]);
      double[] unshifted = without(change[t], units.subList(0, 2));
      camera.rest[t] = without(change[t], units);
      camera.shift[t] = explained(change[t], unshifted);
      camera.any[t] = explained(change[t], camera.rest[t]);
    }
    return camera;
  }

  private static List<double[]> units(double[] grey) {
    double[][] pictures = new double[6][144];
    for (int cell = 0; cell < 144; cell++) {
      int row = cell / 12;
      int column = cell % 12;
      double columns = column == 0 || column == 11 ? 1 : 2;
      double rows = row == 0 || row == 11 ? 1 : 2;
      double right = (at(grey, row, column + 1) - at(grey, row, column - 1)) / columns;
      double down = (at(grey, row + 1, column) - at(grey, row - 1, column)) / rows;
      double y = (row - 5.5) / 5.5;
      double x = (column - 5.5) / 5.5;
      pictures[0][cell] = right;
      pictures[1][cell] = down;
      pictures[2][cell] = y * down + x * right;
      pictures[3][cell] = x * down - y * right;
      pictures[4][cell] = 1;
      pictures[5][cell] = grey[cell];
    }
    List<double[]> units = new ArrayList<>();
    for (double[] picture : pictures) {
      double[] unit = without(picture, units);
      double length = Math.sqrt(product(unit, unit) + 1e-8);
      for (int k = 0; k < unit.length; k++) {
        unit[k] /= length;
      }
      units.add(unit);
    }
    return units;
  }

  private static double at(double[] grey, int row, int column) {
    return grey[Math.max(0, Math.min(11, row)) * 12 + Math.max(0, Math.min(11, column))];
  }

  private static double[] without(double[] values, List<double[]> units) {
    double[] rest = values.clone();
    for (double[] unit : units) {
      double along = product(rest, unit);
      for (int k = 0; k < rest.length; k++) {
        rest[k] -= along * unit[k];
      }
    }
    return rest;
  }

  private static double explained(double[] change, double[] rest) {
    double all = product(change, change);
    return (all - product(rest, rest)) / (all + 144e-8);
  }

  private static double product(double[] one, double[] other) {
    double sum = 0;
    for (int k = 0; k < one.length; k++) {
      sum += one[k] * other[k];
    }
    return sum;
  }
}
