package dev.strobe.transforms.predictor;

import org.jspecify.annotations.Nullable;

/** A call to a model that failed for good, after the predictor's own retries. */
public final class PredictorException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String code;
  private final int attempts;

  /**
   * @param code the kind of failure, by gRPC's names, such as {@code NOT_FOUND}
   * @param message what failed, where, and what the server said
   * @param attempts how often it was tried
   */
  public PredictorException(String code, String message, int attempts, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.attempts = attempts;
  }

  public String code() {
    return code;
  }

  public int attempts() {
    return attempts;
  }
}
