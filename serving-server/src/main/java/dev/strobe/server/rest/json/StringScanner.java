package dev.strobe.server.rest.json;

import java.io.ByteArrayOutputStream;

/** Finds the end of strings and resolves their escapes. */
final class StringScanner {
  private static final int NOT_HEX = -1;

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
        throw JsonReader.errorAt(
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
      if (escaped(kind) == 0) {
        throw JsonReader.errorAt(backslash, "Invalid escape character in string.");
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
      throw JsonReader.errorAt(backslash, "The surrogate pair in string is invalid.");
    }
    return backslash + 12;
  }

  private int checkedUnit(int backslash) {
    int unit = 0;
    for (int i = 2; i < 6; i++) {
      int digit = hexDigit(bytes[backslash + i]);
      if (digit == NOT_HEX) {
        throw JsonReader.errorAt(backslash, "Incorrect hex digit after \\u escape in string.");
      }
      unit = unit << 4 | digit;
    }
    return unit;
  }

  /** What a string of checked escapes says. */
  static byte[] unescape(byte[] bytes, int start, int end) {
    var out = new ByteArrayOutputStream(end - start);
    int p = start;
    while (p < end) {
      if (bytes[p] != '\\') {
        out.write(bytes[p++]);
      } else if (bytes[p + 1] != 'u') {
        out.write(escaped(bytes[p + 1]));
        p += 2;
      } else {
        int unit = unit(bytes, p);
        p += 6;
        if (Character.isSurrogate((char) unit)) {
          unit = Character.toCodePoint((char) unit, (char) unit(bytes, p));
          p += 6;
        }
        writeUtf8(unit, out);
      }
    }
    return out.toByteArray();
  }

  private static void writeUtf8(int codePoint, ByteArrayOutputStream out) {
    if (codePoint < 0x80) {
      out.write(codePoint);
      return;
    }
    if (codePoint < 0x800) {
      out.write(0xC0 | codePoint >> 6);
    } else {
      if (codePoint < 0x10000) {
        out.write(0xE0 | codePoint >> 12);
      } else {
        out.write(0xF0 | codePoint >> 18);
        out.write(0x80 | (codePoint >> 12 & 0x3F));
      }
      out.write(0x80 | (codePoint >> 6 & 0x3F));
    }
    out.write(0x80 | (codePoint & 0x3F));
  }

  private static int unit(byte[] bytes, int backslash) {
    int unit = 0;
    for (int i = 2; i < 6; i++) {
      unit = unit << 4 | hexDigit(bytes[backslash + i]);
    }
    return unit;
  }

  private static int hexDigit(byte digit) {
    return Character.digit((char) (digit & 0xFF), 16);
  }

  /** What an escape of one letter stands for, 0 if there is no such escape. */
  private static int escaped(byte letter) {
    return switch (letter) {
      case '"', '\\', '/' -> letter;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> 0;
    };
  }
}
