package dev.strobe.server.rest.json;

import java.io.ByteArrayOutputStream;

/** What the escapes in strings stand for. */
final class StringEscapes {

  private StringEscapes() {}

  /** What a string of checked escapes says. */
  static byte[] resolve(byte[] bytes, int start, int end) {
    var out = new ByteArrayOutputStream(end - start);
    int p = start;
    while (p < end) {
      if (bytes[p] != '\\') {
        out.write(bytes[p++]);
      } else if (bytes[p + 1] != 'u') {
        out.write(letter(bytes[p + 1]));
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

  /** The value of a hexadecimal digit, -1 if it is none. */
  static int hexDigit(byte digit) {
    return Character.digit((char) (digit & 0xFF), 16);
  }

  /** What an escape of one letter stands for, 0 if there is no such escape. */
  static int letter(byte name) {
    return switch (name) {
      case '"', '\\', '/' -> name;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> 0;
    };
  }
}
