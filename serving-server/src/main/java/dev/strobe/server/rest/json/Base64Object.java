package dev.strobe.server.rest.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import java.nio.ByteBuffer;
import java.util.Base64;

/** Bytes as an object with the single key {@code b64}, whose value is base64. */
final class Base64Object {
  private static final byte[] KEY = "b64".getBytes(US_ASCII);

  private Base64Object() {}

  /** True if the value here is such an object; does not move. */
  static boolean isAt(JsonReader in) {
    int start = in.position();
    boolean found =
        in.peek() == '{'
            && in.enterObject()
            && in.key().says(KEY)
            && in.peek() == '"'
            && in.string().end() > start
            && !in.nextMember();
    in.moveTo(start);
    return found;
  }

  /**
   * The bytes of the object here. Padding may be left out, and white space is passed over.
   *
   * @throws ServingException INVALID_ARGUMENT if it is another object or not base64
   */
  static byte[] read(JsonReader in) {
    if (!isAt(in)) {
      throw ElementErrors.invalid(
          "JSON Value: %s not formatted correctly for base64 data".formatted(JsonExcerpt.of(in)));
    }
    in.enterOnlyMember();
    ByteBuffer text = in.string().toBuffer();
    in.leaveOnlyMember();
    try {
      return decode(text.duplicate());
    } catch (IllegalArgumentException e) {
      return decodeSpaced(text, e);
    }
  }

  private static byte[] decode(ByteBuffer text) {
    ByteBuffer decoded = Base64.getDecoder().decode(text);
    byte[] bytes = new byte[decoded.remaining()];
    decoded.get(bytes);
    return bytes;
  }

  private static byte[] decodeSpaced(ByteBuffer text, IllegalArgumentException asItStands) {
    ByteBuffer dense = ByteBuffer.allocate(text.remaining());
    while (text.hasRemaining()) {
      byte letter = text.get();
      if (letter > ' ') {
        dense.put(letter);
      }
    }
    try {
      return decode(dense.flip());
    } catch (IllegalArgumentException e) {
      e.addSuppressed(asItStands);
      throw new ServingException(Code.INVALID_ARGUMENT, "Unable to base64 decode", e);
    }
  }
}
