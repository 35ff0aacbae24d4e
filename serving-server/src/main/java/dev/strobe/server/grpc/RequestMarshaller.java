package dev.strobe.server.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import io.grpc.MethodDescriptor.Marshaller;
import java.io.InputStream;
import java.util.function.Supplier;

/**
 * Reads requests; a server never writes one. What is given is the request, or throws what is wrong
 * with the bytes that should have been one: thrown while they are read, the fault would be told as
 * the server's.
 */
record RequestMarshaller<Q>(Parser<Q> parser) implements Marshaller<Supplier<Q>> {

  @Override
  public Supplier<Q> parse(InputStream stream) {
    try {
      Q request = parser.parseFrom(stream);
      return () -> request;
    } catch (InvalidProtocolBufferException e) {
      return failed(Code.INVALID_ARGUMENT, "Cannot read the request: " + e.getMessage(), e);
    } catch (OutOfMemoryError e) {
      return failed(Code.RESOURCE_EXHAUSTED, "No memory for the request: " + e.getMessage(), e);
    }
  }

  private static <Q> Supplier<Q> failed(Code code, String message, Throwable cause) {
    return () -> {
      throw new ServingException(code, message, cause);
    };
  }

  @Override
  public InputStream stream(Supplier<Q> value) {
    throw new UnsupportedOperationException("a server writes no requests");
  }
}
