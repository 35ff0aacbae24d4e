package dev.strobe.server.survival;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Breaks what was whole, in the same way for the same seed. For one thread. */
final class Damage {
  private static final List<String> SHARDS =
      List.of(
          "[",
          "]",
          "{",
          "}",
          "\"",
          "\\",
          ",",
          ":",
          "null",
          "NaN",
          "-Infinity",
          "1e999",
          "-0",
          "9223372036854775808",
          "1e-400",
          "{\"b64\":\"",
          "\\ud800",
          "\u0000",
          "\u00ff",
          "%",
          "..",
          "/",
          "?",
          "true",
          "0x10",
          "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
          " ",
          "\t");

  private final SplittableRandom random;

  Damage(long seed) {
    random = new SplittableRandom(seed);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** The bytes with none to four changes: a byte flipped, cut, doubled, replaced by a shard. */
  byte[] damaged(byte[] whole) {
    byte[] bytes = whole;
    for (int changes = random.nextInt(5); changes > 0 && bytes.length > 0; changes--) {
      bytes = changed(bytes, random.nextInt(bytes.length));
    }
    return bytes;
  }

  private byte[] changed(byte[] bytes, int at) {
    return switch (random.nextInt(6)) {
      case 0 -> flipped(bytes, at);
      case 1 -> Arrays.copyOf(bytes, at);
      case 2 -> joined(bytes, at, new byte[] {(byte) random.nextInt(256)}, at + 1);
      case 3 -> joined(bytes, at, oneOf(SHARDS).getBytes(UTF_8), at);
      case 4 -> joined(bytes, at, Arrays.copyOfRange(bytes, at, bytes.length), at);
      default -> joined(bytes, at, new byte[0], Math.min(bytes.length, at + random.nextInt(8)));
    };
  }

  private byte[] flipped(byte[] bytes, int at) {
    byte[] copy = bytes.clone();
    copy[at] ^= (byte) (1 << random.nextInt(8));
    return copy;
  }

  private static byte[] joined(byte[] bytes, int end, byte[] middle, int start) {
    var out = new ByteArrayOutputStream();
    out.write(bytes, 0, end);
    out.writeBytes(middle);
    out.write(bytes, start, bytes.length - start);
    return out.toByteArray();
  }
}
