package dev.strobe.server.rest.json;

import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;

/** What is told about a document that is not JSON, in RapidJSON's words. */
final class JsonErrors {

  private JsonErrors() {}

  static ServingException at(int offset, String text) {
    return new ServingException(
        Code.INVALID_ARGUMENT, "JSON Parse error: %s at offset: %d".formatted(text, offset));
  }

  static ServingException empty() {
    return new ServingException(Code.INVALID_ARGUMENT, "JSON Parse error: The document is empty");
  }
}
