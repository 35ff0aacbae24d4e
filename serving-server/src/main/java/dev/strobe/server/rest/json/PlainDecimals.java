package dev.strobe.server.rest.json;

/**
 * Reads decimals that follow one another as writers of long lists leave them: short enough to be
 * exact, without exponents, a comma and at most one space between them. One loop over local
 * variables, which is quicker than a call for each number; what it does not know it leaves to
 * {@link NumberScanner}.
 */
final class PlainDecimals {
  /** With so many characters, point included, the digits fit a long. */
  private static final int MOST_CHARACTERS = 18;

  private final byte[] bytes;
  private int end;

  /** Reads from a document that is followed by a zero byte. */
  PlainDecimals(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Where the element begins that was left for others to read. */
  int end() {
    return end;
  }

  /**
   * Reads the elements from {@code start} on, each with the comma behind it, up to the first that
   * is not plain or not followed by a comma and another number.
   *
   * @return how many; at most as many as there is room for in {@code target}
   */
  int read(int start, double[] target) {
    byte[] b = bytes;
    int element = start;
    int count = 0;
    while (count < target.length) {
      int first = b[element] == '-' ? element + 1 : element;
      int p = first;
      long mantissa = 0;
      int digit = b[p] - '0';
      if (digit == 0) {
        p++;
      } else {
        while (isDigit(digit)) {
          mantissa = mantissa * 10 + digit;
          digit = b[++p] - '0';
        }
      }
      if (p == first) {
        break;
      }
      int fraction = 0;
      if (b[p] == '.') {
        int point = ++p;
        if (EightDigits.areAt(b, p)) {
          mantissa = mantissa * EightDigits.SCALE + EightDigits.value(b, p);
          p += EightDigits.COUNT;
        }
        digit = b[p] - '0';
        while (isDigit(digit)) {
          mantissa = mantissa * 10 + digit;
          digit = b[++p] - '0';
        }
        fraction = p - point;
        if (fraction == 0) {
          break;
        }
      }
      if (p - first > MOST_CHARACTERS || mantissa >>> 53 != 0) {
        break;
      }
      int next = b[p] == ',' && b[p + 1] == ' ' ? p + 2 : p + 1;
      if (b[p] != ',' || !startsNumber(b[next])) {
        break;
      }
      double value = mantissa / NumberScanner.POWERS[fraction];
      boolean negative = first > element;
      // An integer has no -0: 0 - 0 is 0.
      target[count++] = negative ? fraction == 0 ? 0 - value : -value : value;
      element = next;
    }
    end = element;
    return count;
  }

  private static boolean isDigit(int digit) {
    return digit >= 0 && digit <= 9;
  }

  private static boolean startsNumber(byte letter) {
    return letter == '-' || isDigit(letter - '0');
  }
}
