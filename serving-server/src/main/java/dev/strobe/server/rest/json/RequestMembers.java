package dev.strobe.server.rest.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Where the values of a predict request's members start, -1 for those it does not have. Of members
 * of the same name the first counts.
 */
record RequestMembers(int signatureName, int instances, int inputs) {
  static final byte[] SIGNATURE_NAME = "signature_name".getBytes(US_ASCII);
  static final byte[] INSTANCES = "instances".getBytes(US_ASCII);
  static final byte[] INPUTS = "inputs".getBytes(US_ASCII);

  private static final int NONE = -1;

  /**
   * Reads the document to its end.
   *
   * @throws dev.strobe.server.status.ServingException if it is not JSON or not an object
   */
  static RequestMembers of(JsonReader in) {
    int start = in.position();
    if (in.kind() != JsonKind.OBJECT) {
      in.skipValue();
      in.moveTo(start);
      throw ElementErrors.invalid("JSON Value: %s Is not object".formatted(JsonExcerpt.of(in)));
    }
    int signatureName = NONE;
    int instances = NONE;
    int inputs = NONE;
    for (boolean more = in.enterObject(); more; more = in.nextMember()) {
      JsonString key = in.key();
      int value = in.position();
      if (signatureName == NONE && key.says(SIGNATURE_NAME)) {
        signatureName = value;
      } else if (instances == NONE && key.says(INSTANCES)) {
        instances = value;
      } else if (inputs == NONE && key.says(INPUTS)) {
        inputs = value;
      }
      in.skipValue();
    }
    return new RequestMembers(signatureName, instances, inputs);
  }
}
