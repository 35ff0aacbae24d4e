package dev.strobe.server.rest.json;

import static java.util.Objects.requireNonNull;

import dev.strobe.protos.serving.SerializedInput;

/**
 * What the body of a classify or regress request says.
 *
 * @param signatureName the signature's key, empty where the body names none
 */
public record ExampleInputs(String signatureName, SerializedInput input) {

  public ExampleInputs {
    requireNonNull(signatureName, "signatureName");
    requireNonNull(input, "input");
  }
}
