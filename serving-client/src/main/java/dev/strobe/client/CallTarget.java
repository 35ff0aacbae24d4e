package dev.strobe.client;

import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of whom, for messages.
 *
 * @param method such as {@code Predict}
 * @param model the model's name as it was asked for
 * @param endpoint the client's target
 */
record CallTarget(String method, String model, String endpoint) {

  /** The call never got as far as an attempt's answer. */
  ServingException failure(Status.Code code, int attempts, String why) {
    return exception(Status.fromCode(code).withDescription(why), attempts, "", null);
  }

  /**
   * @param why what else ended the call; may be empty
   */
  ServingException failure(AttemptFailure last, int attempts, String why) {
    return exception(last.status(), attempts, why, last.replica());
  }

  private ServingException exception(
      Status status, int attempts, String why, @Nullable String replica) {
    var message = new StringBuilder(method);
    message.append(" on model '").append(model).append("' at ").append(endpoint);
    if (replica != null && !endpoint.contains(replica)) {
      message.append(" (").append(replica).append(')');
    }
    message.append(" failed: ").append(status.getCode());
    if (attempts > 1) {
      message.append(" after ").append(attempts).append(" attempts");
    }
    if (status.getDescription() != null) {
      message.append(": ").append(oneLine(status.getDescription()));
    }
    if (status.getCause() != null && status.getCause().getMessage() != null) {
      message.append(" (").append(oneLine(status.getCause().getMessage())).append(')');
    }
    if (!why.isEmpty()) {
      message.append("; ").append(why);
    }
    return new ServingException(
        status.getCode(),
        message.toString(),
        model,
        replica == null ? endpoint : replica,
        attempts,
        status.asRuntimeException());
  }

  private static String oneLine(String words) {
    return words.strip().replaceAll("\\s+", " ");
  }
}
