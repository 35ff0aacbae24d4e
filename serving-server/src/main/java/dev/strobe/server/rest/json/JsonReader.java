package dev.strobe.server.rest.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.strobe.server.status.ServingException;
import java.util.BitSet;

/**
 * A position in a JSON document that moves forward over values, by the grammar and with the error
 * texts of RapidJSON as TensorFlow Serving sets it up: {@code NaN}, {@code Inf} and {@code
 * Infinity} are numbers, nesting has no limit, and nothing behind the first value is looked at. For
 * one thread.
 *
 * <p>White space before a value is skipped by whoever moves to that value, so a method that reads a
 * value expects to stand on its first byte.
 */
public final class JsonReader {
  private final byte[] bytes;
  private final int length;
  private final NumberScanner numbers;
  private final PlainDecimals plainDecimals;
  private final StringScanner strings;
  private int position;

  /** Stands at the first value, past a byte order mark. */
  public JsonReader(JsonText text) {
    bytes = text.bytes();
    length = text.length();
    numbers = new NumberScanner(bytes);
    plainDecimals = new PlainDecimals(bytes);
    strings = new StringScanner(bytes, length);
    if (length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF) {
      position = 3;
    }
    skipSpace();
    if (length == 0) {
      throw JsonErrors.empty();
    }
    if (position == length) {
      throw error("The document is empty.");
    }
  }

  /** The offset in bytes of what comes next. */
  public int position() {
    return position;
  }

  /** Goes to the first byte of a value or key that was met before. */
  public void moveTo(int newPosition) {
    position = newPosition;
  }

  /** An upper bound for the elements of the list here, from the commas in the rest of the text. */
  int elementsAtMost() {
    return CommaCount.between(bytes, position, length) + 1;
  }

  /** The first byte of the value here, 0 at the end of the text. */
  public byte peek() {
    return bytes[position];
  }

  /** What kind of value stands here, judged by its first byte. */
  public JsonKind kind() {
    return switch (bytes[position]) {
      case '{' -> JsonKind.OBJECT;
      case '[' -> JsonKind.ARRAY;
      case '"' -> JsonKind.STRING;
      case 't' -> JsonKind.TRUE;
      case 'f' -> JsonKind.FALSE;
      case 'n' -> JsonKind.NULL;
      case '-', 'N', 'I', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> JsonKind.NUMBER;
      default -> throw error("Invalid value.");
    };
  }

  /** True if a number made of digits stands here. */
  boolean startsNumber() {
    byte first = bytes[position];
    return first == '-' || (first >= '0' && first <= '9');
  }

  /** Enters a list; false if it is empty, and then stands behind it. */
  public boolean enterArray() {
    position++;
    skipSpace();
    if (bytes[position] == ']') {
      position++;
      return false;
    }
    return true;
  }

  /** Goes to the next element of a list; false at its end, and then stands behind it. */
  public boolean nextElement() {
    if (bytes[position] != ',') {
      skipSpace();
    }
    byte next = bytes[position];
    if (next == ',') {
      position++;
      skipSpace();
      return true;
    }
    if (next == ']') {
      position++;
      return false;
    }
    throw error("Missing a comma or ] after an array element.");
  }

  /**
   * Enters an object and goes to its first key; false if it is empty, and then stands behind it.
   */
  public boolean enterObject() {
    position++;
    skipSpace();
    if (bytes[position] == '}') {
      position++;
      return false;
    }
    return true;
  }

  /** Goes to the next key of an object; false at its end, and then stands behind it. */
  public boolean nextMember() {
    skipSpace();
    byte next = bytes[position];
    if (next == ',') {
      position++;
      skipSpace();
      return true;
    }
    if (next == '}') {
      position++;
      return false;
    }
    throw error("Missing a comma or } after an object member.");
  }

  /** Reads the key here and goes to its value. */
  public JsonString key() {
    if (bytes[position] != '"') {
      throw error("Missing a name for object member.");
    }
    JsonString key = string();
    skipSpace();
    if (bytes[position] != ':') {
      throw error("Missing a colon after a name of object member.");
    }
    position++;
    skipSpace();
    return key;
  }

  /** Enters an object that is known to have one member, and goes to its value. */
  void enterOnlyMember() {
    position++;
    skipSpace();
    skipKey();
  }

  /** Goes behind an object that is known to end here. */
  void leaveOnlyMember() {
    skipSpace();
    position++;
  }

  /** Reads a string. */
  public JsonString string() {
    JsonString string = strings.scan(position);
    position = string.end() + 1;
    return string;
  }

  /** Reads a number as the double nearest to it. */
  double decimal() {
    double value = numbers.decimal(position);
    position = numbers.end();
    return value;
  }

  /**
   * Reads elements of the list here for as long as they are plain decimals with others behind them,
   * and stands at the next then.
   *
   * @return how many, at most the length of {@code target}
   */
  int plainDecimals(double[] target) {
    int count = plainDecimals.read(position, target);
    position = plainDecimals.end();
    return count;
  }

  /** Reads a number; {@link #numbers} then tells what it is. */
  NumberScanner number() {
    numbers.number(position);
    position = numbers.end();
    return numbers;
  }

  /** Reads {@code true} or {@code false}. */
  boolean bool() {
    boolean value = bytes[position] == 't';
    literal(value ? "true" : "false");
    return value;
  }

  /** Goes behind the value here, whatever it is. */
  public void skipValue() {
    if (peek() != '{' && peek() != '[') {
      skipScalar();
      return;
    }
    BitSet objects = new BitSet();
    int depth = 0;
    boolean more;
    do {
      JsonKind kind = kind();
      boolean opens = kind == JsonKind.OBJECT || kind == JsonKind.ARRAY;
      if (opens) {
        objects.set(depth++, kind == JsonKind.OBJECT);
        more = kind == JsonKind.OBJECT ? enterObject() : enterArray();
        depth -= more ? 0 : 1;
      } else {
        skipScalar();
        more = false;
      }
      while (!more && depth > 0) {
        more = objects.get(depth - 1) ? nextMember() : nextElement();
        depth -= more ? 0 : 1;
      }
      if (more && objects.get(depth - 1)) {
        skipKey();
      }
    } while (depth > 0);
  }

  /** Appends what stands between {@code start} and here, but not more bytes than {@code limit}. */
  void appendText(int start, StringBuilder out, int limit) {
    out.append(new String(bytes, start, Math.min(position - start, limit), UTF_8));
  }

  private void skipKey() {
    JsonString unread = key();
    assert unread.end() <= position;
  }

  private void skipScalar() {
    switch (kind()) {
      case STRING -> position = string().end() + 1;
      case NUMBER -> position = number().end();
      case TRUE -> literal("true");
      case FALSE -> literal("false");
      default -> literal("null");
    }
  }

  private void literal(String literal) {
    for (int i = 0; i < literal.length(); i++) {
      if (bytes[position + i] != literal.charAt(i)) {
        throw JsonErrors.at(position + i, "Invalid value.");
      }
    }
    position += literal.length();
  }

  private void skipSpace() {
    while (bytes[position] <= ' ' && isSpace(bytes[position])) {
      position++;
    }
  }

  private static boolean isSpace(byte letter) {
    return letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t';
  }

  private ServingException error(String text) {
    return JsonErrors.at(position, text);
  }
}
