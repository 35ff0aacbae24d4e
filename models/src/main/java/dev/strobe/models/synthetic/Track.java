package dev.strobe.models.synthetic;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

/** Feature values over time, one row a frame. Changed in place while a trajectory is being made. */
public final class Track {

  private static final double TINY = 1e-6;

  private final double[][] rows;

  private Track(double[][] rows) {
    this.rows = rows;
  }

  public static Track zeros(int frames, int features) {
    return new Track(new double[frames][features]);
  }

  public int frames() {
    return rows.length;
  }

  public int features() {
    return rows[0].length;
  }

  /** The values of one frame; the caller may change them. */
  public double[] at(int frame) {
    return rows[frame];
  }

  /** Adds {@code factor * other}, which has as many frames and features. */
  @CanIgnoreReturnValue
  public Track add(Track other, double factor) {
    for (int t = 0; t < rows.length; t++) {
      add(t, other.rows[t], factor);
    }
    return this;
  }

  /** Adds {@code factor * direction} to one frame. */
  public void add(int frame, double[] direction, double factor) {
    double[] row = rows[frame];
    for (int i = 0; i < row.length; i++) {
      row[i] += factor * direction[i];
    }
  }

  public void scale(int frame, double factor) {
    double[] row = rows[frame];
    for (int i = 0; i < row.length; i++) {
      row[i] *= factor;
    }
  }

  @CanIgnoreReturnValue
  public Track scale(double factor) {
    for (int t = 0; t < rows.length; t++) {
      scale(t, factor);
    }
    return this;
  }

  /** Makes frame {@code to} show what frame {@code from} shows. */
  void copy(int from, int to) {
    System.arraycopy(rows[from], 0, rows[to], 0, rows[from].length);
  }

  /**
   * This track outside, shifted so that it begins and ends where {@code other} is left and entered
   * again; {@code other} inside. A part between two others is bent to meet both.
   *
   * @param inside whether a frame is taken from {@code other}
   */
  public Track joinedTo(Track other, boolean[] inside) {
    Track joined = zeros(frames(), features());
    int begin = 0;
    while (begin < frames()) {
      int end = begin + 1;
      while (end < frames() && inside[end] == inside[begin]) {
        end++;
      }
      for (int t = begin; t < end; t++) {
        joined.add(t, inside[begin] ? other.rows[t] : rows[t], 1);
        if (!inside[begin]) {
          double before =
              begin == 0 ? 0 : end == frames() ? 1 : (end - 1.0 - t) / Math.max(1, end - 1 - begin);
          double after = end == frames() ? 0 : 1 - before;
          joined.meet(t, other, begin - 1, begin, before, this);
          joined.meet(t, other, end, end - 1, after, this);
        }
      }
      begin = end;
    }
    return joined;
  }

  private void meet(int frame, Track other, int there, int here, double part, Track own) {
    if (part > 0) {
      add(frame, other.rows[there], part);
      add(frame, own.rows[here], -part);
    }
  }

  /** Weighted sums of the features, one for each row of {@code weights}. */
  public Track mixed(double[][] weights) {
    Track mixed = zeros(frames(), weights.length);
    for (int t = 0; t < rows.length; t++) {
      for (int i = 0; i < weights.length; i++) {
        for (int k = 0; k < features(); k++) {
          mixed.rows[t][i] += weights[i][k] * rows[t][k];
        }
      }
    }
    return mixed;
  }

  /** The same, some frames later; the first frame until then. */
  public Track later(int delay) {
    Track later = zeros(frames(), features());
    for (int t = 0; t < rows.length; t++) {
      later.add(t, rows[Math.max(0, t - delay)], 1);
    }
    return later;
  }

  /** Scales the track so that its liveliest feature has standard deviation 1. */
  public Track scaleLiveliestToOne() {
    double most = 0;
    for (double deviation : deviations()) {
      most = Math.max(most, deviation);
    }
    return scale(1 / (most + TINY));
  }

  /** Subtracts from every feature its mean over time. */
  Track centre() {
    double[] means = means();
    for (int t = 0; t < rows.length; t++) {
      add(t, means, -1);
    }
    return this;
  }

  private double[] means() {
    double[] means = new double[features()];
    for (double[] row : rows) {
      for (int i = 0; i < means.length; i++) {
        means[i] += row[i] / rows.length;
      }
    }
    return means;
  }

  private double[] deviations() {
    double[] means = means();
    double[] squares = new double[means.length];
    for (double[] row : rows) {
      for (int i = 0; i < squares.length; i++) {
        double off = row[i] - means[i];
        squares[i] += off * off;
      }
    }
    for (int i = 0; i < squares.length; i++) {
      squares[i] = Math.sqrt(squares[i] / rows.length);
    }
    return squares;
  }
}
