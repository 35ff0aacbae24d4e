package dev.strobe.server.rest;

import dev.strobe.server.admission.BytesInFlight.Admission;
import dev.strobe.server.rest.json.JsonText;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** Unpacks gzip within bounds. */
final class GzipBody {
  /** What TensorFlow Serving unpacks at most. */
  private static final int LIMIT = 100 << 20;

  private static final int BUFFER = 1 << 14;

  private GzipBody() {}

  /**
   * The text inside; none if it is not gzip, or damaged, as TensorFlow Serving has it.
   *
   * @param admission grows by what is unpacked
   * @throws ServingException INVALID_ARGUMENT if it is larger than 100 MiB, RESOURCE_EXHAUSTED if
   *     there is no room for it beside other requests
   */
  static JsonText unpack(JsonText packed, Admission admission) {
    byte[] text = new byte[BUFFER];
    int length = 0;
    var source = new ByteArrayInputStream(packed.bytes(), 0, packed.length());
    try (var in = new GZIPInputStream(source, BUFFER)) {
      int count = in.read(text, 0, text.length - 1);
      while (count >= 0) {
        length += count;
        if (length == text.length - 1) {
          text = larger(text);
          requireRoom(admission.tryHold((long) packed.length() + text.length));
        }
        count = in.read(text, length, text.length - 1 - length);
      }
    } catch (IOException e) {
      return new JsonText(new byte[1], 0);
    }
    Arrays.fill(text, length, text.length, (byte) 0);
    return new JsonText(text, length);
  }

  private static void requireRoom(boolean room) {
    if (!room) {
      throw new ServingException(
          Code.RESOURCE_EXHAUSTED, "There is no room to unpack the request beside the others.");
    }
  }

  private static byte[] larger(byte[] text) {
    if (text.length > LIMIT) {
      throw new ServingException(
          Code.INVALID_ARGUMENT,
          "The request body is larger than %d bytes when unpacked.".formatted(LIMIT));
    }
    return Arrays.copyOf(text, (int) Math.min(2L * text.length, LIMIT + 1L));
  }
}
