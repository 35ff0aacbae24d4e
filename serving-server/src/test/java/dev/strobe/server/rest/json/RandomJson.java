package dev.strobe.server.rest.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Random;

/** JSON documents at random, whole or with a few bytes changed. */
public final class RandomJson {
  private static final String DAMAGE = "[]{},:\"\\0123456789.eE+- \n\ttrufalsn\u0000\u001f/bx";

  private final Random random;

  /** The same documents for the same seed. */
  public RandomJson(long seed) {
    random = new Random(seed);
  }

  /** A list of any values. */
  public String list(int depth) {
    var out = new StringBuilder("[");
    int size = random.nextInt(5);
    for (int i = 0; i < size; i++) {
      out.append(i == 0 ? "" : ",").append(space()).append(value(depth)).append(space());
    }
    return out.append(']').toString();
  }

  /** A list of lists of numbers, all of one shape, or nearly so. */
  public String numbers() {
    int rows = 1 + random.nextInt(4);
    int columns = 1 + random.nextInt(4);
    var out = new StringBuilder("[");
    for (int i = 0; i < rows; i++) {
      out.append(i == 0 ? "[" : ", [");
      int size = random.nextInt(50) == 0 ? columns + 1 : columns;
      for (int j = 0; j < size; j++) {
        out.append(j == 0 ? "" : ",").append(space()).append(number());
      }
      out.append("]");
    }
    return out.append(']').toString();
  }

  /** The bytes of the document, three times of four with up to three changes. */
  public byte[] damaged(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    for (int changes = random.nextInt(4); changes > 0; changes--) {
      int at = random.nextInt(bytes.length);
      var out = new ByteArrayOutputStream();
      out.write(bytes, 0, at);
      int kind = random.nextInt(3);
      if (kind > 0) {
        out.write(DAMAGE.charAt(random.nextInt(DAMAGE.length())));
      }
      int skipped = kind < 2 ? 1 : 0;
      out.write(bytes, at + skipped, bytes.length - at - skipped);
      bytes = out.size() == 0 ? bytes : out.toByteArray();
    }
    return bytes;
  }

  private String value(int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0 -> string();
      case 1 -> random.nextBoolean() ? "true" : "false";
      case 2 -> "null";
      case 6 -> list(depth - 1);
      case 7 -> object(depth - 1);
      default -> number();
    };
  }

  private String object(int depth) {
    var out = new StringBuilder("{");
    int size = random.nextInt(4);
    for (int i = 0; i < size; i++) {
      out.append(i == 0 ? "" : ",").append(space()).append(string()).append(space());
      out.append(':').append(space()).append(value(depth)).append(space());
    }
    return out.append('}').toString();
  }

  private String number() {
    return switch (random.nextInt(6)) {
      case 0 -> Integer.toString(random.nextInt(200) - 100);
      case 1 -> Float.toString((float) random.nextGaussian());
      case 2 -> Double.toString(random.nextGaussian() * Math.pow(10, random.nextInt(60) - 30));
      case 3 -> Long.toString(random.nextLong());
      case 4 -> random.nextInt(10) + "." + (random.nextLong() >>> 1) + random.nextInt(1 << 30);
      default -> random.nextInt(1000) + "e" + (random.nextInt(60) - 30);
    };
  }

  private String string() {
    String[] parts = {
      "a", "\\n", "\\u00e4", "\\ud83d\\ude00", "\\\"", "\\\\", "\\/", "\u00e4", "\u20ac", " "
    };
    var out = new StringBuilder("\"");
    for (int i = random.nextInt(5); i > 0; i--) {
      out.append(parts[random.nextInt(parts.length)]);
    }
    return out.append('"').toString();
  }

  private String space() {
    return random.nextInt(4) == 0 ? " \n\r\t".substring(random.nextInt(5)) : "";
  }
}
