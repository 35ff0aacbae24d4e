package dev.strobe.transforms.infer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One number for each frame of a video, in order. Immutable. */
public final class FrameSeries {
  private final double[] values;

  private FrameSeries(double[] values) {
    this.values = values;
  }

  /** A series of these values, which are copied. */
  public static FrameSeries of(double... values) {
    return new FrameSeries(values.clone());
  }

  /** How many frames there are. */
  public int size() {
    return values.length;
  }

  /** The number of frame {@code frame}, from 0. */
  public double get(int frame) {
    return values[frame];
  }

  /** The sum, added up in order. */
  public double sum() {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  /** A copy of all of them. */
  public double[] toArray() {
    return values.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FrameSeries that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return values.length <= 8 ? Arrays.toString(values) : "[" + values.length + " numbers]";
  }
}
