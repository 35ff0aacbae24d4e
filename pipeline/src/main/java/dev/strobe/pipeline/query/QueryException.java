package dev.strobe.pipeline.query;

/** A query that cannot be answered; the message is one line for the user. */
public final class QueryException extends Exception {
  private static final long serialVersionUID = 1;

  QueryException(String message) {
    super(message);
  }

  QueryException(String message, Throwable cause) {
    super(message, cause);
  }
}
