package dev.strobe.models.repnet;

import java.util.Arrays;

/** The features of one window in plain loops and double precision, to compare the graph with. */
final class PlainFeatures {

  private static final int WINDOW = 64;

  private final double[][] grey;
  private final double[][] edges;
  private final int samples;

  private PlainFeatures(double[][] grey, double[][] edges) {
    this.grey = grey;
    this.edges = edges;
    this.samples = grey.length;
  }

  /** The window of these samples, grey values of [0, 1] in [sample][48 * 48]. */
  static PlainFeatures of(double[][] frames) {
    double[][] grey = Arrays.stream(frames).map(PlainFeatures::grey).toArray(double[][]::new);
    double[][] edges = Arrays.stream(frames).map(PlainFeatures::edges).toArray(double[][]::new);
    return new PlainFeatures(grey, edges);
  }

  /** The same, where a sample is the mean of the features of its frames. */
  static PlainFeatures means(double[][] clip, int stride, int start, int count) {
    double[][] grey = new double[count][144];
    double[][] edges = new double[count][512];
    for (int i = 0; i < count; i++) {
      for (int f = 0; f < stride; f++) {
        double[] frame = clip[Math.min((start + i) * stride + f, clip.length - 1)];
        add(grey[i], grey(frame), stride);
        add(edges[i], edges(frame), stride);
      }
    }
    return new PlainFeatures(grey, edges);
  }

  private static void add(double[] to, double[] values, int parts) {
    for (int k = 0; k < to.length; k++) {
      to[k] += values[k] / parts;
    }
  }

  /** [16 * 590]. */
  double[] local() {
    double[][][] distances = distances();
    double[] local = new double[16 * 590];
    for (int block = 0; block < 16; block++) {
      int at = block * 590;
      for (double[][] view : distances) {
        at = thin(later(view, block), local, at);
        at = thin(earlier(view, block), local, at);
      }
      System.arraycopy(scalars(block), 0, local, at, 14);
    }
    return local;
  }

  /** [6 * 63]. */
  double[] whole() {
    double[] whole = new double[6 * 63];
    int at = 0;
    for (double[][] view : distances()) {
      for (int lag = 1; lag < WINDOW; lag++) {
        whole[at++] = meanAtLag(view, lag, 0, 63 - lag) - 1;
      }
    }
    return whole;
  }

  static double[] grey(double[] frame) {
    double[] cells = new double[144];
    for (int i = 0; i < 48 * 48; i++) {
      cells[i / 48 / 4 * 12 + i % 48 / 4] += frame[i] / 16;
    }
    return cells;
  }

  static double[] edges(double[] frame) {
    double[] cells = new double[512];
    for (int y = 0; y < 48; y++) {
      for (int x = 0; x < 48; x++) {
        double right = column(frame, y, x + 1);
        double left = column(frame, y, x - 1);
        double below = row(frame, y + 1, x);
        double above = row(frame, y - 1, x);
        double gx = (right - left) / 8;
        double gy = (below - above) / 8;
        double length = Math.hypot(gx, gy);
        for (int b = 0; b < 8 && length > 0; b++) {
          double angle = 2 * Math.PI * b / 8;
          double cosine = (gx * Math.cos(angle) + gy * Math.sin(angle)) / length;
          cells[(y / 6 * 8 + x / 6) * 8 + b] += Math.pow(Math.max(0, cosine), 4) * length / 36;
        }
      }
    }
    return cells;
  }

  private static double column(double[] frame, int y, int x) {
    return pixel(frame, y - 1, x) + 2 * pixel(frame, y, x) + pixel(frame, y + 1, x);
  }

  private static double row(double[] frame, int y, int x) {
    return pixel(frame, y, x - 1) + 2 * pixel(frame, y, x) + pixel(frame, y, x + 1);
  }

  private static double pixel(double[] frame, int y, int x) {
    return frame[Math.max(0, Math.min(47, y)) * 48 + Math.max(0, Math.min(47, x))];
  }

  private double[][][] distances() {
    return new double[][][] {
      distances(directions(grey, 0)),
      distances(directions(edges, 0)),
      distances(directions(withoutDrift(edges), 0.3)),
      distances(directions(change(grey), 0.5)),
      distances(directions(change(edges), 0.5)),
      distances(directions(PlainCamera.of(grey, change(grey)).rest(), 0.5))
    };
  }

  private double[][] distances(double[][] rows) {
    double[][] distances = new double[samples][samples];
    double mean = 0;
    for (int i = 0; i < samples; i++) {
      for (int j = 0; j < samples; j++) {
        double sum = 1e-6;
        for (int k = 0; k < rows[i].length; k++) {
          sum += (rows[i][k] - rows[j][k]) * (rows[i][k] - rows[j][k]);
        }
        distances[i][j] = Math.sqrt(sum) - 1e-3;
        mean += distances[i][j] / samples / samples;
      }
    }
    double[][] padded = new double[WINDOW][WINDOW];
    for (int i = 0; i < WINDOW; i++) {
      for (int j = 0; j < WINDOW; j++) {
        padded[i][j] =
            distances[Math.min(i, samples - 1)][Math.min(j, samples - 1)] / (mean + 0.01);
      }
    }
    return padded;
  }

  private double[][] directions(double[][] rows, double floor) {
    double[][] centred = centred(rows);
    double square = 0;
    for (double[] row : centred) {
      square += length(row) * length(row) / samples;
    }
    double least = floor * Math.sqrt(square) + 1e-4;
    for (double[] row : centred) {
      double length = length(row);
      for (int k = 0; k < row.length; k++) {
        row[k] /= length + least;
      }
    }
    return centred;
  }

  private double[][] centred(double[][] rows) {
    double[][] centred = new double[samples][rows[0].length];
    for (int k = 0; k < rows[0].length; k++) {
      double mean = 0;
      for (double[] row : rows) {
        mean += row[k] / samples;
      }
      for (int t = 0; t < samples; t++) {
        centred[t][k] = rows[t][k] - mean;
      }
    }
    return centred;
  }

  private double[][] withoutDrift(double[][] rows) {
    double[][] free = new double[samples][rows[0].length];
    for (int t = 0; t < samples; t++) {
      double[] s = new double[3];
      for (int i = 0; i < samples; i++) {
        for (int power = 0; power < 3; power++) {
          s[power] += Math.exp(-(i - t) * (i - t) / 32.0) * Math.pow(i - t, power);
        }
      }
      for (int i = 0; i < samples; i++) {
        double w = Math.exp(-(i - t) * (i - t) / 32.0);
        double a = w * (s[2] - s[1] * (i - t)) / Math.max(s[0] * s[2] - s[1] * s[1], 1e-9);
        for (int k = 0; k < rows[0].length; k++) {
          free[t][k] += ((i == t ? 1 : 0) - a) * rows[i][k];
        }
      }
    }
    return free;
  }

  private double[][] change(double[][] rows) {
    double[][] change = new double[samples][rows[0].length];
    for (int t = 0; t < samples; t++) {
      for (int k = 0; k < rows[0].length; k++) {
        change[t][k] = rows[Math.min(t + 1, samples - 1)][k] - rows[Math.max(t - 1, 0)][k];
      }
    }
    return change;
  }

  private static double[] later(double[][] view, int block) {
    int t = 4 * block + 2;
    double[] profile = new double[64];
    for (int lag = 1; lag < WINDOW; lag++) {
      int last = Math.min(t + 6, 63 - lag);
      profile[lag] = last < t - 1 ? 0 : meanAtLag(view, lag, Math.max(t - 6, 0), last) - 1;
    }
    return profile;
  }

  private static double[] earlier(double[][] view, int block) {
    int t = 4 * block + 2;
    double[] profile = new double[64];
    for (int lag = 1; lag < WINDOW; lag++) {
      int first = Math.max(t - 6 - lag, 0);
      int last = Math.min(t + 6 - lag, 63 - lag);
      profile[lag] = t - lag < -1 ? 0 : meanAtLag(view, lag, first, last) - 1;
    }
    return profile;
  }

  private static double meanAtLag(double[][] view, int lag, int first, int last) {
    double sum = 0;
    for (int u = first; u <= last; u++) {
      sum += view[u][u + lag];
    }
    return sum / (last - first + 1);
  }

  private static int thin(double[] profile, double[] to, int at) {
    for (int lag = 1; lag <= 32; lag++) {
      to[at++] = profile[lag];
    }
    for (int lag = 33; lag < 63; lag += 2) {
      to[at++] = (profile[lag] + profile[lag + 1]) / 2;
    }
    to[at++] = profile[63];
    return at;
  }

  private double[] scalars(int block) {
    double[] greyMotion = perSample(change(grey), PlainFeatures::rootMeanSquare);
    double[] edgeMotion = perSample(change(edges), PlainFeatures::rootMeanSquare);
    double ownGrey = log(ofBlock(greyMotion, block));
    double ownEdges = log(ofBlock(edgeMotion, block));
    PlainCamera camera = PlainCamera.of(grey, change(grey));
    double[] restMotion = perSample(camera.rest(), PlainFeatures::rootMeanSquare);
    return new double[] {
      (ownGrey + 5) / 2,
      (ownEdges + 7) / 2,
      (log(spread(grey)) + 3) / 2,
      (log(spread(edges)) + 5) / 2,
      ownGrey - log(Arrays.stream(greyMotion).average().orElseThrow()),
      ownEdges - log(Arrays.stream(edgeMotion).average().orElseThrow()),
      samples / 64.0,
      4 * block < samples ? 1 : 0,
      ofBlock(perSample(change(grey), PlainFeatures::evenness), block),
      ofBlock(perSample(change(edges), row -> evenness(cells(row))), block),
      ofBlock(perSample(change(grey), PlainFeatures::agreement), block),
      ofBlock(camera.shift(), block),
      ofBlock(camera.any(), block),
      log(ofBlock(restMotion, block)) - log(Arrays.stream(restMotion).average().orElseThrow())
    };
  }

  private interface OfSample {
    double of(double[] row);
  }

  private static double[] perSample(double[][] rows, OfSample what) {
    return Arrays.stream(rows).mapToDouble(what::of).toArray();
  }

  private double ofBlock(double[] values, int block) {
    double sum = 0;
    for (int t = 4 * block; t < 4 * block + 4; t++) {
      sum += values[Math.min(t, samples - 1)] / 4;
    }
    return sum;
  }

  private double spread(double[][] rows) {
    double sum = 0;
    for (double[] row : centred(rows)) {
      sum += rootMeanSquare(row) * rootMeanSquare(row) / samples;
    }
    return Math.sqrt(sum);
  }

  private static double[] cells(double[] row) {
    double[] cells = new double[64];
    for (int k = 0; k < row.length; k++) {
      cells[k / 8] += row[k] * row[k] / 8;
    }
    return Arrays.stream(cells).map(Math::sqrt).toArray();
  }

  private static double evenness(double[] row) {
    double mean = Arrays.stream(row).map(Math::abs).average().orElseThrow();
    return mean * mean / (rootMeanSquare(row) * rootMeanSquare(row) + 1e-8);
  }

  private static double agreement(double[] row) {
    double mean = Arrays.stream(row).average().orElseThrow();
    return mean * mean / (rootMeanSquare(row) * rootMeanSquare(row) + 1e-8);
  }

  private static double rootMeanSquare(double[] row) {
    return length(row) / Math.sqrt(row.length);
  }

  private static double length(double[] row) {
    return Math.sqrt(Arrays.stream(row).map(value -> value * value).sum());
  }

  private static double log(double value) {
    return Math.log(value + 1e-4);
  }
}
