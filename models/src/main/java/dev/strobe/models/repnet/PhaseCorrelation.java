package dev.strobe.models.repnet;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Max;
import org.tensorflow.op.core.Sum;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * How far a picture of 48 x 48 has moved to become another: where the inverse Fourier transform of
 * their spectra's phase differences is greatest (Kuglin and Hines, 1975), to a fraction of a pixel
 * by a parabola through the neighbours. A thing that moves before a background that stays has
 * little part in it. Pictures of which no one shift makes the other have moved by nothing.
 */
final class PhaseCorrelation {

  /** Farthest shift that is found, in pixels of the picture, along each axis. */
  static final int REACH = 8;

  private static final int SIDE = JointSpec.SIDE;

  /** Frequencies to the right; those of the other sign say nothing new of real values. */
  private static final int HALF = SIDE / 2 + 1;

  /** Shifts whose correlation is computed, the ones just out of reach included. */
  private static final int SHIFTS = 2 * REACH + 3;

  private static final int INNER = 2 * REACH + 1;

  /**
   * Correlation from which on one picture is taken for the other, moved. Equal ones have nearly 1,
   * noise has up to 0.09 by chance, and so have pictures so smooth that a shift is hard to tell.
   */
  private static final float LEAST_CORRELATION = 0.12f;

  /** Part of the mean product of spectra that keeps frequencies without content from counting. */
  private static final float FLOOR = 0.01f;

  private static final float TINY = 1e-12f;

  private final Ops tf;

  PhaseCorrelation(Ops tf) {
    this.tf = tf;
  }

  /** A spectrum, both parts [picture, frequency right, frequency down]. */
  record Spectrum(Operand<TFloat32> real, Operand<TFloat32> imaginary) {}

  /** Of pictures [picture, 48, 48], less their mean and faded out towards their borders. */
  Spectrum spectrum(Operand<TFloat32> pictures) {
    int[] both = {1, 2};
    var means = tf.math.mean(pictures, tf.constant(both), Mean.keepDims(true));
    Operand<TFloat32> faded = tf.math.mul(tf.math.sub(pictures, means), fading());
    Operand<TFloat32> across = times(faded, right(), SIDE); // [picture, y, part, x]
    Operand<TFloat32> turned = tf.linalg.transpose(across, tf.constant(new int[] {0, 2, 1}));
    Operand<TFloat32> all =
        tf.reshape(
            times(turned, down(), 2 * HALF),
            tf.constant(new int[] {-1, 2, HALF, 2, SIDE})); // parts of x and of y
    return new Spectrum(
        tf.math.add(part(all, 0, 0), part(all, 1, 1)),
        tf.math.sub(part(all, 1, 0), part(all, 0, 1)));
  }

  /** How far each picture but the first has moved from the one before, down and right in pixels. */
  Operand<TFloat32> shifts(Spectrum spectrum) {
    return peak(correlation(rows(spectrum, 0, -1), rows(spectrum, 1, 0)));
  }

  /** Without some at the beginning and at the end. */
  private Spectrum rows(Spectrum spectrum, int from, int end) {
    return new Spectrum(rows(spectrum.real(), from, end), rows(spectrum.imaginary(), from, end));
  }

  private Operand<TFloat32> rows(Operand<TFloat32> part, int from, int end) {
    return tf.stridedSlice(part, end == 0 ? Indices.sliceFrom(from) : Indices.slice(from, end));
  }

  /** Up to 1 where a shift explains all differences of phase: [picture, down, right]. */
  private Operand<TFloat32> correlation(Spectrum before, Spectrum after) {
    Operand<TFloat32> real =
        tf.math.add(
            tf.math.mul(after.real(), before.real()),
            tf.math.mul(after.imaginary(), before.imaginary()));
    Operand<TFloat32> imaginary =
        tf.math.sub(
            tf.math.mul(after.imaginary(), before.real()),
            tf.math.mul(after.real(), before.imaginary()));
    Operand<TFloat32> length =
        tf.math.sqrt(tf.math.add(tf.math.square(real), tf.math.square(imaginary)));
    Operand<TFloat32> scale = tf.math.add(length, floor(length));
    Operand<TFloat32> both =
        tf.concat(List.of(tf.math.div(real, scale), tf.math.div(imaginary, scale)), tf.constant(2));
    Operand<TFloat32> upright =
        tf.reshape(times(both, downBack(), HALF), tf.constant(new int[] {-1, HALF, 2, SHIFTS}));
    Operand<TFloat32> turned = tf.linalg.transpose(upright, tf.constant(new int[] {0, 3, 2, 1}));
    return times(turned, rightBack(), SHIFTS);
  }

  private Operand<TFloat32> floor(Operand<TFloat32> length) {
    return tf.math.add(tf.math.mul(mean(length), tf.constant(FLOOR)), tf.constant(TINY));
  }

  /** Over the frequencies that there are, [picture, 1, 1]. */
  private Operand<TFloat32> mean(Operand<TFloat32> ofFrequencies) {
    return tf.math.mean(ofFrequencies, tf.constant(new int[] {1, 2}), Mean.keepDims(true));
  }

  /** Where the greatest value of [picture, shift down, shift right] is. */
  private Operand<TFloat32> peak(Operand<TFloat32> map) {
    Operand<TFloat32> here = inner(map, 1, 1);
    Operand<TFloat32> greatest = tf.max(here, tf.constant(1), Max.keepDims(true));
    Operand<TInt64> which = tf.math.argMax(here, tf.constant(1));
    Operand<TFloat32> only =
        tf.oneHot(which, tf.constant(INNER * INNER), tf.constant(1f), tf.constant(0f));
    Operand<TFloat32> down =
        tf.math.add(
            chosen(only, steps((y, x) -> y - REACH)),
            fraction(chosen(only, inner(map, 0, 1)), greatest, chosen(only, inner(map, 2, 1))));
    Operand<TFloat32> right =
        tf.math.add(
            chosen(only, steps((y, x) -> x - REACH)),
            fraction(chosen(only, inner(map, 1, 0)), greatest, chosen(only, inner(map, 1, 2))));
    var sure = tf.math.greater(greatest, tf.constant(LEAST_CORRELATION));
    return tf.math.mul(
        tf.concat(List.of(down, right), tf.constant(1)), tf.dtypes.cast(sure, TFloat32.class));
  }

  /** From -0.5 to 0.5: where a parabola through three neighbouring values has its top. */
  private Operand<TFloat32> fraction(
      Operand<TFloat32> before, Operand<TFloat32> top, Operand<TFloat32> after) {
    Operand<TFloat32> bend = tf.math.sub(tf.math.add(top, top), tf.math.add(before, after));
    Operand<TFloat32> lean = tf.math.mul(tf.math.sub(after, before), tf.constant(0.5f));
    return tf.clipByValue(
        tf.math.div(lean, tf.math.maximum(bend, tf.constant(TINY))),
        tf.constant(-0.5f),
        tf.constant(0.5f));
  }

  private Operand<TFloat32> chosen(Operand<TFloat32> only, Operand<TFloat32> values) {
    return tf.sum(tf.math.mul(only, values), tf.constant(1), Sum.keepDims(true));
  }

  /** The shifts within reach, or their neighbours: [picture, shift]. */
  private Operand<TFloat32> inner(Operand<TFloat32> map, int down, int right) {
    Operand<TFloat32> inner =
        tf.slice(
            map,
            tf.constant(new int[] {0, down, right}),
            tf.constant(new int[] {-1, INNER, INNER}));
    return tf.reshape(inner, tf.constant(new int[] {-1, INNER * INNER}));
  }

  private Operand<TFloat32> part(Operand<TFloat32> all, int ofRight, int ofDown) {
    Operand<TFloat32> part =
        tf.slice(
            all,
            tf.constant(new int[] {0, ofRight, 0, ofDown, 0}),
            tf.constant(new int[] {-1, 1, HALF, 1, SIDE}));
    return tf.reshape(part, tf.constant(new int[] {-1, HALF, SIDE}));
  }

  /** From [picture, row, width] and a matrix [width, other] to [picture, row, other]. */
  private Operand<TFloat32> times(Operand<TFloat32> values, Matrix matrix, int rows) {
    Operand<TFloat32> lines = tf.reshape(values, tf.constant(new int[] {-1, matrix.from()}));
    return tf.reshape(
        tf.linalg.matMul(lines, matrix.in(tf)), tf.constant(new int[] {-1, rows, matrix.to()}));
  }

  /** Hann's window over both axes. */
  private Operand<TFloat32> fading() {
    return new Matrix(SIDE, SIDE, (y, x) -> hann(y) * hann(x)).in(tf);
  }

  private static double hann(double pixel) {
    return 0.5 - 0.5 * Math.cos(2 * Math.PI * (pixel + 1) / (SIDE + 1));
  }

  /** For every shift within reach what it is along an axis, [shift]. */
  private Operand<TFloat32> steps(DoubleBinaryOperator of) {
    Matrix steps = new Matrix(INNER, INNER, of);
    return tf.reshape(steps.in(tf), tf.constant(new int[] {1, INNER * INNER}));
  }

  /** Pixels to the right to frequencies, real parts and imaginary ones. */
  private static Matrix right() {
    return new Matrix(
        SIDE,
        2 * HALF,
        (x, f) -> f < HALF ? Math.cos(angle(x * f)) : -Math.sin(angle(x * (f - HALF))));
  }

  /** Pixels down to frequencies, times cosine and times sine. */
  private static Matrix down() {
    return new Matrix(
        SIDE,
        2 * SIDE,
        (y, f) -> f < SIDE ? Math.cos(angle(y * f)) : Math.sin(angle(y * (f - SIDE))));
  }

  /** Frequencies down, real parts and imaginary ones, to shifts down, both parts. */
  private static Matrix downBack() {
    return new Matrix(
        2 * SIDE,
        2 * SHIFTS,
        (f, d) -> {
          double angle = angle((f % SIDE) * (d % SHIFTS - REACH - 1));
          if (f < SIDE) {
            return d < SHIFTS ? Math.cos(angle) : Math.sin(angle);
          }
          return d < SHIFTS ? -Math.sin(angle) : Math.cos(angle);
        });
  }

  /** Frequencies to the right, both parts, to shifts to the right; real. */
  private static Matrix rightBack() {
    return new Matrix(
        2 * HALF,
        SHIFTS,
        (f, d) -> {
          double frequency = f % HALF;
          double twice = frequency == 0 || frequency == HALF - 1 ? 1 : 2;
          double angle = angle(frequency * (d - REACH - 1));
          return twice / (SIDE * SIDE) * (f < HALF ? Math.cos(angle) : -Math.sin(angle));
        });
  }

  private static double angle(double product) {
    return 2 * Math.PI * product / SIDE;
  }

  /**
   * A constant matrix.
   *
   * @param value of row and column
   */
  private record Matrix(int from, int to, DoubleBinaryOperator value) {
    Operand<TFloat32> in(Ops tf) {
      float[] values = new float[from * to];
      for (int i = 0; i < values.length; i++) {
        int row = i / to;
        values[i] = (float) value.applyAsDouble(row, i - row * to);
      }
      return tf.constant(Shape.of(from, to), DataBuffers.of(values));
    }
  }
}
