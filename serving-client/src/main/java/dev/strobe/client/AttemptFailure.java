package dev.strobe.client;

import io.grpc.Metadata;
import io.grpc.Status;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt failed.
 *
 * @param trailers what the server sent along; empty if none answered
 * @param replica the address of the server that was reached; null if no connection was found
 */
record AttemptFailure(Status status, Metadata trailers, @Nullable String replica) {
  /** See gRFC A6: milliseconds to wait, or anything else for "do not try again". */
  static final Metadata.Key<String> PUSHBACK =
      Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER);

  AttemptFailure {
    if (status.getCode() == Status.Code.UNKNOWN && status.getCause() instanceof IOException) {
      // What was being written when the connection broke; what waited for an answer is UNAVAILABLE.
      status =
          Status.UNAVAILABLE.withDescription(status.getDescription()).withCause(status.getCause());
    }
  }

  boolean reachedServer() {
    return replica != null;
  }

  /** Whether time ran out before a connection was found. */
  boolean isLateWithoutServer() {
    return !reachedServer() && status.getCode() == Status.Code.DEADLINE_EXCEEDED;
  }

  /** Whether a message was over a size limit, which it will be the next time too. */
  boolean isOversize() {
    String words = Objects.requireNonNullElse(status.getDescription(), "");
    return status.getCode() == Status.Code.RESOURCE_EXHAUSTED
        && (words.contains("message exceeds maximum size")
            || words.contains("message larger than max"));
  }

  @Nullable String pushback() {
    return trailers.get(PUSHBACK);
  }
}
