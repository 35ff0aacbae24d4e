package dev.strobe.server.rest.json;

import static java.util.Objects.requireNonNull;

/**
 * The bytes of a JSON document in UTF-8, followed by at least one zero byte, at which every scan
 * ends. The bytes are kept, not copied.
 *
 * @param bytes may be longer than the document
 * @param length of the document
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
public record JsonText(byte[] bytes, int length) {

  public JsonText {
    requireNonNull(bytes, "bytes");
    if (length < 0 || length >= bytes.length || bytes[length] != 0) {
      throw new IllegalArgumentException(
          "a zero byte must follow the document, but it has %d bytes in an array of %d"
              .formatted(length, bytes.length));
    }
  }
}
