package dev.strobe.server.grpc;

import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import io.grpc.Status;
import io.grpc.StatusException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Failures as gRPC puts them. Long texts are cut where TensorFlow Serving cuts them. */
final class GrpcErrors {
  private static final Logger log = LoggerFactory.getLogger(GrpcErrors.class);
  private static final int MAX_BYTES = 1024;

  private GrpcErrors() {}

  /** The exception that ends a call. */
  static StatusException of(Throwable failure) {
    if (failure instanceof CancellationException) {
      return Status.CANCELLED.withDescription("The client is gone.").asException();
    }
    ServingException known = ServingException.of(failure);
    if (known != failure) {
      log.error("A call failed unexpectedly", failure);
    }
    return Status.fromCodeValue(known.code().number())
        .withDescription(cut(known.getMessage()))
        .withCause(known)
        .asException();
  }

  /** The kind of such an exception. */
  static Code code(StatusException error) {
    return Code.ofNumber(error.getStatus().getCode().value());
  }

  /** At most 1024 bytes of UTF-8 and a mark that more followed. */
  static String cut(String message) {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= MAX_BYTES) {
      return message;
    }
    int end = MAX_BYTES;
    while (end > 0 && (bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8) + "...TRUNCATED";
  }
}
