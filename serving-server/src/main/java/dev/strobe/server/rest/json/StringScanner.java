package dev.strobe.server.rest.json;

/** Finds the end of strings and checks their escapes. */
final class StringScanner {
  private final byte[] bytes;
  private final int length;

  /** Scans a document that is followed by a zero byte. */
  StringScanner(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
  }

  /** The string whose opening quote stands at {@code quote}, its escapes checked. */
  JsonString scan(int quote) {
    int p = quote + 1;
    int escapes = -1;
    while (true) {
      byte next = bytes[p];
      if (next == '"') {
        return new JsonString(bytes, quote + 1, p, escapes < 0 ? p : escapes);
      }
      if (next == '\\') {
        escapes = escapes < 0 ? p : escapes;
        p = checkEscape(p);
      } else if (next >= 0 && next < ' ') {
        throw JsonErrors.at(
            p,
            next == 0 && p == length
                ? "Missing a closing quotation mark in string."
                : "Invalid encoding in string.");
      } else {
        p++;
      }
    }
  }

  /** The offset behind the escape at {@code backslash}. */
  private int checkEscape(int backslash) {
    byte kind = bytes[backslash + 1];
    if (kind != 'u') {
      if (StringEscapes.letter(kind) == 0) {
        throw JsonErrors.at(backslash, "Invalid escape character in string.");
      }
      return backslash + 2;
    }
    int unit = checkedUnit(backslash);
    if (!Character.isSurrogate((char) unit)) {
      return backslash + 6;
    }
    boolean paired =
        Character.isHighSurrogate((char) unit)
            && bytes[backslash + 6] == '\\'
            && bytes[backslash + 7] == 'u'
            && Character.isLowSurrogate((char) checkedUnit(backslash + 6));
    if (!paired) {
      throw JsonErrors.at(backslash, "The surrogate pair in string is invalid.");
    }
    return backslash + 12;
  }

  private int checkedUnit(int backslash) {
    int unit = 0;
    for (int i = 2; i < 6; i++) {
      int digit = StringEscapes.hexDigit(bytes[backslash + i]);
      if (digit < 0) {
        throw JsonErrors.at(backslash, "Incorrect hex digit after \\u escape in string.");
      }
      unit = unit << 4 | digit;
    }
    return unit;
  }
}
