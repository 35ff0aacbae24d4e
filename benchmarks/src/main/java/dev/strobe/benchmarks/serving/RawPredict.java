package dev.strobe.benchmarks.serving;

import dev.strobe.protos.serving.PredictionServiceGrpc;
import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Predict as bytes, so that a client under measurement does no protobuf work. */
final class RawPredict {

  private RawPredict() {}

  /** Sends the bytes of a request, and keeps those of the response. */
  static MethodDescriptor<byte[], byte[]> keepingResponses() {
    return method(new Bytes());
  }

  /** Sends the bytes of a request, and keeps the number of those of the response. */
  static MethodDescriptor<byte[], Integer> countingResponses() {
    return method(new Count());
  }

  private static <R> MethodDescriptor<byte[], R> method(MethodDescriptor.Marshaller<R> response) {
    return PredictionServiceGrpc.getPredictMethod().toBuilder(new Bytes(), response).build();
  }

  /** A message as its bytes. */
  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new Message(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A message as the number of its bytes, which are not looked at. */
  private static final class Count implements MethodDescriptor.Marshaller<Integer> {
    @Override
    public InputStream stream(Integer value) {
      throw new UnsupportedOperationException("only received");
    }

    @Override
    public Integer parse(InputStream stream) {
      try {
        int bytes = stream.available();
        stream.skipNBytes(bytes);
        return bytes;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Bytes that gRPC takes in large pieces. */
  private static final class Message extends ByteArrayInputStream
      implements KnownLength, Drainable {
    Message(byte[] bytes) {
      super(bytes);
    }

    @Override
    public int drainTo(OutputStream target) throws IOException {
      return (int) transferTo(target);
    }
  }
}
