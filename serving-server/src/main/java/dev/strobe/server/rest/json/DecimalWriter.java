package dev.strobe.server.rest.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Writes numbers the way TensorFlow Serving does: like {@code printf("%g")}, with six digits if
 * these read back as the same number, else with as many as always do (nine for a float, seventeen
 * for a double), and with {@code .0} behind what would look like an integer.
 *
 * <p>A number is M * 2^E with an integer M, so its first P digits are M * 5^p * 2^(E+p), rounded,
 * where p = P - 1 - floor(log10). Up to p = 27 the product fits 128 bits, which makes the digits
 * exact; numbers too small or too large for that go through BigDecimal.
 */
final class DecimalWriter {
  /** The most bytes that a number takes. */
  static final int MAX_LENGTH = 26;

  private static final int SHORT_DIGITS = 6;
  private static final int FLOAT_DIGITS = 9;
  private static final int DOUBLE_DIGITS = 17;

  /** Six digits read back as a float only if its nine digits are no farther from them. */
  private static final int FLOAT_SLACK = 61;

  private static final double SMALLEST_QUICK = 1e-16;
  private static final double LARGEST_QUICK = 1e16;
  private static final int MAX_FIVES = 27;
  private static final long[] FIVES = powers(5, MAX_FIVES);
  private static final long[] TENS = powers(10, 18);

  /** The largest power of ten that a double holds exactly. */
  private static final int MAX_DECADE = 22;

  /** 10^i for i from -MAX_DECADE to MAX_DECADE, at i + MAX_DECADE. */
  private static final double[] DECADES = decades();

  /** The two digits of 0 to 99, one after the other. */
  private static final byte[] PAIRS = pairs();

  private static final int MANTISSA_BITS = 52;
  private static final long MANTISSA_MASK = (1L << MANTISSA_BITS) - 1;
  private static final int EXPONENT_BIAS = 1075;

  /** The bits of a double beyond a float, and their value halfway between two floats. */
  private static final long BEYOND_FLOAT = (1L << 29) - 1;

  private static final long HALFWAY = 1L << 28;

  private DecimalWriter() {}

  /** Writes a float from {@code out[at]} on; returns the index behind it. */
  static int write(float value, byte[] out, int at) {
    float magnitude = Math.abs(value);
    if (!(magnitude >= SMALLEST_QUICK && magnitude < LARGEST_QUICK)) {
      return rare(value, FLOAT_DIGITS, out, at);
    }
    int start = value < 0 ? sign(out, at) : at;
    int decade = decade(magnitude);
    int digits = (int) digits(magnitude, FLOAT_DIGITS - 1 - decade);
    int beyondShort = digits % 1000;
    if (beyondShort <= FLOAT_SLACK || beyondShort >= 1000 - FLOAT_SLACK) {
      long few = digits(magnitude, SHORT_DIGITS - 1 - decade);
      double readBack = scaled(few, decade - SHORT_DIGITS + 1);
      if ((Double.doubleToRawLongBits(readBack) & BEYOND_FLOAT) == HALFWAY) {
        return slow(magnitude, FLOAT_DIGITS, out, start);
      }
      if ((float) readBack == magnitude) {
        return format(few, SHORT_DIGITS, decade, out, start);
      }
    }
    return format(digits, FLOAT_DIGITS, decade, out, start);
  }

  /** Writes a double from {@code out[at]} on; returns the index behind it. */
  static int write(double value, byte[] out, int at) {
    double magnitude = Math.abs(value);
    if (!(magnitude >= SMALLEST_QUICK && magnitude < LARGEST_QUICK)) {
      return rare(value, DOUBLE_DIGITS, out, at);
    }
    int start = value < 0 ? sign(out, at) : at;
    int decade = decade(magnitude);
    long few = digits(magnitude, SHORT_DIGITS - 1 - decade);
    if (scaled(few, decade - SHORT_DIGITS + 1) == magnitude) {
      return format(few, SHORT_DIGITS, decade, out, start);
    }
    int power = DOUBLE_DIGITS - 1 - decade;
    return power > MAX_FIVES
        ? slow(magnitude, DOUBLE_DIGITS, out, start)
        : format(digits(magnitude, power), DOUBLE_DIGITS, decade, out, start);
  }

  private static int rare(double value, int fullDigits, byte[] out, int at) {
    if (!Double.isFinite(value)) {
      return special(value, out, at);
    }
    int start = Double.doubleToRawLongBits(value) < 0 ? sign(out, at) : at;
    return value == 0 ? zero(out, start) : slow(Math.abs(value), fullDigits, out, start);
  }

  /** The power of ten of the first digit; one off is possible just below a power of ten. */
  private static int decade(double magnitude) {
    int estimate = (Math.getExponent(magnitude) * 1233) >> 12;
    return magnitude >= DECADES[estimate + 1 + MAX_DECADE] ? estimate + 1 : estimate;
  }

  /** {@code magnitude * 10^power} rounded to the nearest integer, exactly, ties to even. */
  private static long digits(double magnitude, int power) {
    long bits = Double.doubleToRawLongBits(magnitude);
    long mantissa = (bits & MANTISSA_MASK) | (1L << MANTISSA_BITS);
    int exponent = (int) (bits >>> MANTISSA_BITS) - EXPONENT_BIAS;
    if (power < 0) {
      return divided(mantissa, exponent, TENS[-power]);
    }
    long five = FIVES[power];
    long high = Math.multiplyHigh(mantissa, five);
    long low = mantissa * five;
    int shift = -(exponent + power);
    if (shift <= 0) {
      return low << -shift;
    }
    if (shift < Long.SIZE) {
      long quotient = (high << (Long.SIZE - shift)) | (low >>> shift);
      return rounded(quotient, low << (Long.SIZE - shift), 0);
    }
    int highShift = shift - Long.SIZE;
    if (highShift == 0) {
      return rounded(high, low, 0);
    }
    long fraction = (high << (Long.SIZE - highShift)) | (low >>> highShift);
    return rounded(high >>> highShift, fraction, low << (Long.SIZE - highShift));
  }

  /** Rounds by a fraction of 128 bits: its upper half, and anything in the rest. */
  private static long rounded(long quotient, long fraction, long rest) {
    if (fraction >= 0) {
      return quotient;
    }
    boolean tie = fraction == Long.MIN_VALUE && rest == 0;
    return tie ? quotient + (quotient & 1) : quotient + 1;
  }

  private static long divided(long mantissa, int exponent, long ten) {
    long dividend = exponent >= 0 ? mantissa << exponent : mantissa;
    long divisor = exponent >= 0 ? ten : ten << -exponent;
    long quotient = dividend / divisor;
    long twice = (dividend - quotient * divisor) * 2;
    boolean up = twice > divisor || (twice == divisor && (quotient & 1) == 1);
    return up ? quotient + 1 : quotient;
  }

  /** The double nearest to {@code digits * 10^power}; both factors are exact. */
  private static double scaled(long digits, int power) {
    return power < 0 ? digits / DECADES[MAX_DECADE - power] : digits * DECADES[MAX_DECADE + power];
  }

  private static int slow(double magnitude, int fullDigits, byte[] out, int at) {
    var exact = new BigDecimal(magnitude);
    BigDecimal rounded = exact.round(new MathContext(SHORT_DIGITS, RoundingMode.HALF_EVEN));
    int precision = SHORT_DIGITS;
    boolean same =
        fullDigits == FLOAT_DIGITS
            ? Float.parseFloat(rounded.toString()) == magnitude
            : Double.parseDouble(rounded.toString()) == magnitude;
    if (!same) {
      precision = fullDigits;
      rounded = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
    }
    long digits = rounded.unscaledValue().longValueExact();
    int decade = rounded.precision() - rounded.scale() - 1;
    return format(digits * TENS[precision - rounded.precision()], precision, decade, out, at);
  }

  /** Lays out {@code digits}, of which there are {@code precision}, as {@code %g} does. */
  private static int format(long digits, int precision, int decade, byte[] out, int at) {
    if (digits == TENS[precision]) {
      return format(digits / 10, precision, decade + 1, out, at);
    }
    long significant = digits;
    int count = precision;
    while (significant % 10 == 0) {
      significant /= 10;
      count--;
    }
    if (decade < -4 || decade >= precision) {
      return scientific(significant, count, decade, out, at);
    }
    if (decade < 0) {
      return small(significant, count, decade, out, at);
    }
    if (decade >= count - 1) {
      int end = at + decade + 1;
      putDigits(significant * TENS[decade + 1 - count], out, at, end);
      out[end] = '.';
      out[end + 1] = '0';
      return end + 2;
    }
    putDigits(significant, out, at + 1, at + 1 + count);
    int point = at + decade + 1;
    for (int i = at; i < point; i++) {
      out[i] = out[i + 1];
    }
    out[point] = '.';
    return at + count + 1;
  }

  private static int small(long significant, int count, int decade, byte[] out, int at) {
    out[at] = '0';
    out[at + 1] = '.';
    int end = at + 1 - decade + count;
    putDigits(significant, out, at + 2, end);
    return end;
  }

  private static int scientific(long significant, int count, int decade, byte[] out, int at) {
    int p = at + count;
    if (count == 1) {
      out[at] = (byte) ('0' + significant);
    } else {
      putDigits(significant, out, at + 1, ++p);
      out[at] = out[at + 1];
      out[at + 1] = '.';
    }
    out[p++] = 'e';
    out[p++] = (byte) (decade < 0 ? '-' : '+');
    int exponent = Math.abs(decade);
    int end = p + (exponent < 100 ? 2 : 3);
    putDigits(exponent, out, p, end);
    return end;
  }

  /** Fills {@code out[from, to)} with the digits of a number, zeros before it. */
  private static void putDigits(long number, byte[] out, int from, int to) {
    long rest = number;
    int p = to;
    while (rest > Integer.MAX_VALUE) {
      out[--p] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    int small = (int) rest;
    while (p - from >= 2) {
      int hundredth = small / 100;
      int pair = (small - hundredth * 100) * 2;
      out[--p] = PAIRS[pair + 1];
      out[--p] = PAIRS[pair];
      small = hundredth;
    }
    if (p > from) {
      out[from] = (byte) ('0' + small);
    }
  }

  private static int special(double value, byte[] out, int at) {
    String text = Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
    for (int i = 0; i < text.length(); i++) {
      out[at + i] = (byte) text.charAt(i);
    }
    return at + text.length();
  }

  private static int sign(byte[] out, int at) {
    out[at] = '-';
    return at + 1;
  }

  private static int zero(byte[] out, int at) {
    out[at] = '0';
    out[at + 1] = '.';
    out[at + 2] = '0';
    return at + 3;
  }

  private static long[] powers(long base, int highest) {
    long[] powers = new long[highest + 1];
    powers[0] = 1;
    for (int i = 1; i <= highest; i++) {
      powers[i] = powers[i - 1] * base;
    }
    return powers;
  }

  private static byte[] pairs() {
    byte[] pairs = new byte[200];
    for (int i = 0; i < 100; i++) {
      pairs[2 * i] = (byte) ('0' + i / 10);
      pairs[2 * i + 1] = (byte) ('0' + i % 10);
    }
    return pairs;
  }

  private static double[] decades() {
    double[] decades = new double[2 * MAX_DECADE + 1];
    for (int i = -MAX_DECADE; i <= MAX_DECADE; i++) {
      decades[i + MAX_DECADE] = Double.parseDouble("1e" + i);
    }
    return decades;
  }
}
