package dev.strobe.client;

import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * A call that failed for good. The message is one line that says what was asked of whom, how often,
 * and what came back; {@link #code()} says whether asking again later can help.
 */
public final class ServingException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Status.Code code;
  private final String model;
  private final String endpoint;
  private final int attempts;

  /**
   * @param message one line: the call, its fate, the server's words
   * @param model the model's name as it was asked for
   * @param endpoint the client's target, or the replica that answered last where one did
   * @param attempts how often the call was tried; 0: it never left the client
   */
  ServingException(
      Status.Code code,
      String message,
      String model,
      String endpoint,
      int attempts,
      @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.model = model;
    this.endpoint = endpoint;
    this.attempts = attempts;
  }

  /** The kind of failure. */
  public Status.Code code() {
    return code;
  }

  /** The model's name as it was asked for. */
  public String model() {
    return model;
  }

  /** The client's target, or the replica that answered last where one did. */
  public String endpoint() {
    return endpoint;
  }

  /** How often the call was tried; 0: it never left the client. */
  public int attempts() {
    return attempts;
  }
}
