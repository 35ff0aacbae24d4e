package dev.strobe.server.rest.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.strobe.server.status.ServingException;
import java.util.Arrays;

/**
 * Where the values of a predict request's members start, -1 for those it does not have. Of members
 * of the same name the first counts.
 */
record RequestMembers(int signatureName, int instances, int inputs) {
  static final byte[] SIGNATURE_NAME = "signature_name".getBytes(US_ASCII);
  static final byte[] INSTANCES = "instances".getBytes(US_ASCII);
  static final byte[] INPUTS = "inputs".getBytes(US_ASCII);

  static final int NONE = -1;

  /**
   * Reads the document to its end.
   *
   * @throws ServingException if it is not JSON or not an object
   */
  static RequestMembers of(JsonReader in) {
    int[] values = offsets(in, SIGNATURE_NAME, INSTANCES, INPUTS);
    return new RequestMembers(values[0], values[1], values[2]);
  }

  /**
   * Reads the document to its end; where the values of these members start, {@link #NONE} for those
   * that are not there.
   *
   * @throws ServingException if it is not JSON or not an object
   */
  static int[] offsets(JsonReader in, byte[]... names) {
    int start = in.position();
    if (in.kind() != JsonKind.OBJECT) {
      in.skipValue();
      in.moveTo(start);
      throw malformed(in, "Is not object");
    }
    int[] offsets = new int[names.length];
    Arrays.fill(offsets, NONE);
    for (boolean more = in.enterObject(); more; more = in.nextMember()) {
      JsonString key = in.key();
      for (int i = 0; i < names.length; i++) {
        if (offsets[i] == NONE && key.says(names[i])) {
          offsets[i] = in.position();
        }
      }
      in.skipValue();
    }
    return offsets;
  }

  /**
   * The name at {@code offset}, empty if that is {@link #NONE}; {@code in} stands at the beginning
   * of the document and stays there.
   *
   * @throws ServingException INVALID_ARGUMENT if another value stands there
   */
  static String signatureName(JsonReader in, int offset) {
    if (offset == NONE) {
      return "";
    }
    int start = in.position();
    in.moveTo(offset);
    boolean isString = in.peek() == '"';
    String name = isString ? in.string().toString() : "";
    in.moveTo(start);
    if (!isString) {
      throw malformed(in, "not formatted correctly. 'signature_name' key must be a string value.");
    }
    return name;
  }

  /** The request as a whole is not what it must be; {@code in} stands at its beginning. */
  static ServingException malformed(JsonReader in, String how) {
    return ElementErrors.invalid("JSON Value: %s %s".formatted(JsonExcerpt.of(in), how));
  }
}
