package dev.strobe.server.rest.json;

import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.DType;

/** What is told about values that do not fit a tensor. */
final class ElementErrors {

  private ElementErrors() {}

  /** The value here is of another kind than the type takes. */
  static ServingException wrongType(JsonReader in, JsonKind kind, DType dtype) {
    return invalid(
        "JSON Value: %s Type: %s is not of expected type: %s"
            .formatted(JsonExcerpt.of(in), kind, dtype.tensorFlowName()));
  }

  static ServingException invalid(String message) {
    return new ServingException(Code.INVALID_ARGUMENT, message);
  }
}
