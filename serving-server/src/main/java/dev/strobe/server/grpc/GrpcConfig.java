package dev.strobe.server.grpc;

import static java.util.Objects.requireNonNull;

import dev.strobe.server.wire.TensorEncoding;
import java.util.OptionalInt;

/**
 * How the gRPC interface is offered. Calls from within the process need no port.
 *
 * @param port where to listen on all addresses, 0 for any free port; empty for nowhere
 * @param encoding how outputs are written
 */
public record GrpcConfig(OptionalInt port, TensorEncoding encoding) {

  public GrpcConfig {
    requireNonNull(encoding, "encoding");
    if (port.isPresent() && (port.getAsInt() < 0 || port.getAsInt() > 65535)) {
      throw new IllegalArgumentException("port must be in [0, 65535] but was " + port.getAsInt());
    }
  }

  /** No port, typed fields. */
  public static GrpcConfig defaults() {
    return new GrpcConfig(OptionalInt.empty(), TensorEncoding.TYPED);
  }

  public GrpcConfig withPort(int newPort) {
    return new GrpcConfig(OptionalInt.of(newPort), encoding);
  }

  public GrpcConfig withEncoding(TensorEncoding newEncoding) {
    return new GrpcConfig(port, newEncoding);
  }
}
