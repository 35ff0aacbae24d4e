package dev.strobe.server.grpc;

import static java.util.Objects.requireNonNull;

import dev.strobe.server.tls.TlsConfig;
import dev.strobe.server.wire.TensorEncoding;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the gRPC interface is offered. Calls from within the process need no port.
 *
 * @param port where to listen on all addresses, 0 for any free port; empty for nowhere
 * @param socket the Unix domain socket to listen at too; empty for none
 * @param tls how connections from outside the process are encrypted; empty for not at all
 * @param arguments of connections from outside the process
 * @param encoding how outputs are written
 */
public record GrpcConfig(
    OptionalInt port,
    Optional<Path> socket,
    Optional<TlsConfig> tls,
    ChannelArguments arguments,
    TensorEncoding encoding) {

  public GrpcConfig {
    requireNonNull(socket, "socket");
    requireNonNull(tls, "tls");
    requireNonNull(arguments, "arguments");
    requireNonNull(encoding, "encoding");
    if (port.isPresent() && (port.getAsInt() < 0 || port.getAsInt() > 65535)) {
      throw new IllegalArgumentException("port must be in [0, 65535] but was " + port.getAsInt());
    }
  }

  /** No port, typed fields. */
  public static GrpcConfig defaults() {
    return new GrpcConfig(
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        ChannelArguments.none(),
        TensorEncoding.TYPED);
  }

  public GrpcConfig withPort(int newPort) {
    return new GrpcConfig(OptionalInt.of(newPort), socket, tls, arguments, encoding);
  }

  public GrpcConfig withSocket(Path newSocket) {
    return new GrpcConfig(port, Optional.of(newSocket), tls, arguments, encoding);
  }

  public GrpcConfig withTls(TlsConfig newTls) {
    return new GrpcConfig(port, socket, Optional.of(newTls), arguments, encoding);
  }

  public GrpcConfig withArguments(ChannelArguments newArguments) {
    return new GrpcConfig(port, socket, tls, newArguments, encoding);
  }

  public GrpcConfig withEncoding(TensorEncoding newEncoding) {
    return new GrpcConfig(port, socket, tls, arguments, newEncoding);
  }
}
