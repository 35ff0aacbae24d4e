package dev.strobe.server.status;

/**
 * How a request ended. Numbers are those of gRPC and of {@code tensorflow.error.Code}; the HTTP
 * status is the one TensorFlow Serving's REST interface answers with.
 */
public enum Code {
  OK(0, 200),
  CANCELLED(1, 499),
  UNKNOWN(2, 500),
  INVALID_ARGUMENT(3, 400),
  DEADLINE_EXCEEDED(4, 504),
  NOT_FOUND(5, 404),
  ALREADY_EXISTS(6, 409),
  PERMISSION_DENIED(7, 403),
  RESOURCE_EXHAUSTED(8, 429),
  FAILED_PRECONDITION(9, 400),
  ABORTED(10, 409),
  OUT_OF_RANGE(11, 400),
  UNIMPLEMENTED(12, 501),
  INTERNAL(13, 500),
  UNAVAILABLE(14, 503),
  DATA_LOSS(15, 500),
  UNAUTHENTICATED(16, 401);

  private static final Code[] BY_NUMBER = values();

  private final int number;
  private final int httpStatus;

  Code(int number, int httpStatus) {
    this.number = number;
    this.httpStatus = httpStatus;
  }

  /** The code of this number; {@link #UNKNOWN} for a number that has none. */
  public static Code ofNumber(int number) {
    return number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : UNKNOWN;
  }

  /** gRPC's number, 0 to 16. */
  public int number() {
    return number;
  }

  public int httpStatus() {
    return httpStatus;
  }
}
