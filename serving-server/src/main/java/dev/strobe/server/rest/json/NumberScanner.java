package dev.strobe.server.rest.json;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;

/**
 * Reads numbers. A decimal whose digits fit 53 bits and whose power of ten is exact in a double is
 * one multiplication or division, correctly rounded (Clinger 1990, "How to read floating point
 * numbers accurately"); a library reads the others.
 */
final class NumberScanner {
  /** The powers of ten that a double holds exactly. */
  static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private static final int MAX_EXACT_POWER = POWERS.length - 1;

  /** So many digits never exceed an unsigned long. */
  private static final int SAFE_DIGITS = 19;

  private static final int EXPONENT_CAP = 100_000;

  private final byte[] bytes;
  private int end;
  private boolean integer;
  private boolean negative;
  private long magnitude;

  /** Scans a document that is followed by a zero byte. */
  NumberScanner(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Where the number read last ends. */
  int end() {
    return end;
  }

  /** True if the number read last is written as an integer and lies in [-2^63, 2^64). */
  boolean isInteger() {
    return integer;
  }

  boolean isNegative() {
    return negative;
  }

  /** The integer read last without its sign, as an unsigned long. */
  long magnitude() {
    return magnitude;
  }

  /** The double nearest to the number at {@code start}. */
  double decimal(int start) {
    byte[] b = bytes;
    int p = start;
    boolean minus = b[p] == '-';
    if (minus) {
      p++;
    }
    int digit = b[p] - '0';
    int firstDigit = p;
    long mantissa = 0;
    if (digit == 0) {
      byte next = b[++p];
      if (next != '.' && (next | 0x20) != 'e') {
        // An integer, which has no -0.
        end = p;
        return 0;
      }
    } else if (isDigit(digit)) {
      do {
        mantissa = mantissa * 10 + digit;
        digit = b[++p] - '0';
      } while (isDigit(digit));
    } else {
      return notFinite(start);
    }
    int digits = p - firstDigit;
    int exponent = 0;
    if (b[p] == '.') {
      int point = p;
      digit = b[++p] - '0';
      if (!isDigit(digit)) {
        throw JsonErrors.at(p, "Miss fraction part in number.");
      }
      while (EightDigits.areAt(b, p)) {
        mantissa = mantissa * EightDigits.SCALE + EightDigits.value(b, p);
        p += EightDigits.COUNT;
      }
      digit = b[p] - '0';
      while (isDigit(digit)) {
        mantissa = mantissa * 10 + digit;
        digit = b[++p] - '0';
      }
      exponent = point + 1 - p;
      digits -= exponent;
    }
    if ((b[p] | 0x20) == 'e') {
      p = exponentEnd(p);
      exponent += exponentBefore(p);
    }
    end = p;
    if (digits <= SAFE_DIGITS && mantissa >>> 53 == 0) {
      double value = minus ? -(double) mantissa : mantissa;
      if (exponent == 0) {
        return value;
      }
      if (exponent < 0 && exponent >= -MAX_EXACT_POWER) {
        return value / POWERS[-exponent];
      }
      if (exponent > 0 && exponent <= MAX_EXACT_POWER) {
        return value * POWERS[exponent];
      }
    }
    return rounded(start);
  }

  /** Any number of digits, any exponent. */
  private double rounded(int start) {
    double value = JavaDoubleParser.parseDouble(bytes, start, end - start);
    if (Double.isInfinite(value)) {
      throw JsonErrors.at(start, "Number too big to be stored in double.");
    }
    return value;
  }

  /** Reads the number at {@code start} as far as it is an integer, and checks it if it is not. */
  void number(int start) {
    int p = start;
    negative = bytes[p] == '-';
    if (negative) {
      p++;
    }
    int firstDigit = p;
    magnitude = 0;
    int digit = bytes[p] - '0';
    boolean fits = true;
    while (isDigit(digit) && (p == firstDigit || bytes[firstDigit] != '0')) {
      if (p - firstDigit >= SAFE_DIGITS) {
        fits = fits && fitsOneMore(digit);
      }
      magnitude = magnitude * 10 + digit;
      digit = bytes[++p] - '0';
    }
    boolean fraction = bytes[p] == '.' || (bytes[p] | 0x20) == 'e';
    integer =
        p > firstDigit
            && !fraction
            && fits
            && (!negative || magnitude >= 0 || magnitude == Long.MIN_VALUE);
    end = p;
    if (!integer) {
      double unused = decimal(start);
      assert !Double.isNaN(unused) || bytes[start] == 'N' || bytes[start + 1] == 'N';
    }
  }

  private boolean fitsOneMore(int digit) {
    long limit = Long.divideUnsigned(-1L - digit, 10);
    return Long.compareUnsigned(magnitude, limit) <= 0;
  }

  private double notFinite(int start) {
    int p = bytes[start] == '-' ? start + 1 : start;
    double value;
    if (matches(p, "NaN")) {
      end = p + 3;
      value = Double.NaN;
    } else if (matches(p, "Infinity")) {
      end = p + 8;
      value = Double.POSITIVE_INFINITY;
    } else if (matches(p, "Inf") && bytes[p + 3] != 'i') {
      end = p + 3;
      value = Double.POSITIVE_INFINITY;
    } else {
      throw JsonErrors.at(p, "Invalid value.");
    }
    return p > start ? -value : value;
  }

  private boolean matches(int from, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (bytes[from + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private int exponentEnd(int letter) {
    int p = letter + 1;
    if (bytes[p] == '+' || bytes[p] == '-') {
      p++;
    }
    int firstDigit = p;
    while (isDigit(bytes[p] - '0')) {
      p++;
    }
    if (p == firstDigit) {
      throw JsonErrors.at(p, "Miss exponent in number.");
    }
    return p;
  }

  /**
   * The exponent whose digits end before {@code p}, capped where it makes no difference any more.
   */
  private int exponentBefore(int p) {
    int first = p;
    while (isDigit(bytes[first - 1] - '0')) {
      first--;
    }
    int exponent = 0;
    for (int i = first; i < p && exponent < EXPONENT_CAP; i++) {
      exponent = exponent * 10 + (bytes[i] - '0');
    }
    return bytes[first - 1] == '-' ? -exponent : exponent;
  }

  private static boolean isDigit(int digit) {
    return digit >= 0 && digit <= 9;
  }
}
