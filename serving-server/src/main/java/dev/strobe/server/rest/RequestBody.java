package dev.strobe.server.rest;

import dev.strobe.server.rest.json.JsonText;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;

/** A request body as it comes in. For one thread. */
final class RequestBody {
  private static final int SMALLEST = 1 << 10;

  /** Room is made for so many times of what has come, so that a mere announcement costs little. */
  private static final int TRUST = 16;

  private final int limit;
  private byte[] bytes;
  private int length;

  /** No byte yet of at most {@code limit}. */
  RequestBody(int limit) {
    this.limit = limit;
    bytes = new byte[0];
  }

  /**
   * Takes the next part.
   *
   * @param announced the length of the whole body, -1 if unknown
   * @return false if the body is larger than the limit; the part is then dropped
   */
  boolean add(Buffer part, long announced) {
    int newLength = length + part.length();
    if (newLength < 0 || newLength > limit) {
      return false;
    }
    if (newLength >= bytes.length) {
      bytes = Arrays.copyOf(bytes, capacity(newLength, announced));
    }
    part.getBytes(0, part.length(), bytes, length);
    length = newLength;
    return true;
  }

  private int capacity(int needed, long announced) {
    long wanted = Math.max(SMALLEST, (long) TRUST * needed);
    if (announced >= needed) {
      wanted = Math.min(wanted, announced);
    } else {
      wanted = Math.max(SMALLEST, 2L * needed);
    }
    return (int) Math.min(wanted, limit) + 1;
  }

  int limit() {
    return limit;
  }

  int length() {
    return length;
  }

  /** All of it; nothing more is added then. */
  JsonText text() {
    byte[] all = length < bytes.length ? bytes : new byte[1];
    return new JsonText(all, length);
  }
}
