package dev.strobe.transforms.infer;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A model's raw answers, one row for a frame of a window: the logits of the period's classes,
 * {@code [rows, classes]}, and the logit of being periodic, {@code [rows]}. Class {@code c} means a
 * period of {@code c + 1} rows. Immutable.
 */
public final class ScoreRows {
  private final int classes;
  private final float[] period;
  private final float[] periodicity;

  private ScoreRows(int classes, float[] period, float[] periodicity) {
    this.classes = classes;
    this.period = period;
    this.periodicity = periodicity;
  }

  /**
   * Rows over copies of both arrays.
   *
   * @param period row after row, {@code classes} numbers each
   * @param periodicity one number a row
   */
  public static ScoreRows of(int classes, float[] period, float[] periodicity) {
    return owning(classes, period.clone(), periodicity.clone());
  }

  /** Rows over the arrays themselves, which nobody changes any more. */
  static ScoreRows owning(int classes, float[] period, float[] periodicity) {
    if (classes < 1 || period.length != (long) classes * periodicity.length) {
      throw new IllegalArgumentException(
          "%d rows of %d classes take %d period logits but %d were given"
              .formatted(
                  periodicity.length, classes, (long) classes * periodicity.length, period.length));
    }
    return new ScoreRows(classes, period, periodicity);
  }

  /** No rows. */
  public static ScoreRows none(int classes) {
    return of(classes, new float[0], new float[0]);
  }

  public int rows() {
    return periodicity.length;
  }

  public int classes() {
    return classes;
  }

  /** The logit of the period {@code periodClass + 1}. */
  public float period(int row, int periodClass) {
    return period[row * classes + periodClass];
  }

  /** The logit of being periodic. */
  public float periodicity(int row) {
    return periodicity[row];
  }

  /** Some of the rows. */
  ScoreRows slice(int firstRow, int count) {
    return new ScoreRows(
        classes,
        Arrays.copyOfRange(period, firstRow * classes, (firstRow + count) * classes),
        Arrays.copyOfRange(periodicity, firstRow, firstRow + count));
  }

  /** All period logits, row after row, read-only. */
  FloatBuffer periods() {
    return FloatBuffer.wrap(period).asReadOnlyBuffer();
  }

  /** All periodicity logits, read-only. */
  FloatBuffer periodicities() {
    return FloatBuffer.wrap(periodicity).asReadOnlyBuffer();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ScoreRows that
        && classes == that.classes
        && Arrays.equals(period, that.period)
        && Arrays.equals(periodicity, that.periodicity);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(period) + Arrays.hashCode(periodicity);
  }

  @Override
  public String toString() {
    return "ScoreRows[rows=%d, classes=%d]".formatted(rows(), classes);
  }
}
