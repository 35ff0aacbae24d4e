package dev.strobe.server.rest.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A string inside a JSON document, between the quotes, still as written there. Bytes that are not
 * UTF-8 are taken as they are.
 *
 * @param document the bytes of the document
 * @param start offset of the first byte
 * @param end offset of the closing quote
 * @param escapes where the first backslash is, {@code end} if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // a view, never compared
public record JsonString(byte[] document, int start, int end, int escapes) {

  /** What the string says, with the escapes resolved, in UTF-8; a copy. */
  public byte[] toBytes() {
    return escapes == end
        ? Arrays.copyOfRange(document, start, end)
        : StringEscapes.resolve(document, start, end);
  }

  /** The bytes of {@link #toBytes}, without a copy where the string has no escapes. */
  ByteBuffer toBuffer() {
    return escapes == end
        ? ByteBuffer.wrap(document, start, end - start)
        : ByteBuffer.wrap(toBytes());
  }

  /** True if the string says just this. */
  public boolean says(byte[] utf8) {
    return escapes == end
        ? Arrays.equals(document, start, end, utf8, 0, utf8.length)
        : Arrays.equals(toBytes(), utf8);
  }

  /** What the string says. */
  @Override
  public String toString() {
    return new String(toBytes(), UTF_8);
  }
}
