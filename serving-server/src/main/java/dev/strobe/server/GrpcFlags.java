package dev.strobe.server;

import dev.strobe.server.grpc.ChannelArguments;
import dev.strobe.server.grpc.GrpcConfig;
import dev.strobe.server.tls.TlsConfig;
import dev.strobe.server.wire.TensorEncoding;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** The command line's flags about the gRPC interface. */
final class GrpcFlags {

  @Option(
      names = "--port",
      defaultValue = "8500",
      description = "Port of the gRPC interface; 0 for none.")
  private int port;

  @Option(
      names = "--grpc_socket_path",
      defaultValue = "",
      description = "Unix domain socket of the gRPC interface, beside its port; Linux alone.")
  private String socketPath = "";

  @Option(
      names = "--grpc_channel_arguments",
      defaultValue = "",
      description = "Settings of gRPC's connections: name=value,name=value.")
  private String channelArguments = "";

  @Option(
      names = "--enable_serialization_as_tensor_content",
      arity = "0..1",
      fallbackValue = "true",
      description = "Answer with raw tensor_content in place of typed fields.")
  private boolean tensorContent;

  /**
   * What the flags say.
   *
   * @throws IllegalArgumentException for a value that is not allowed
   */
  GrpcConfig config(Optional<TlsConfig> tls) {
    FlagCount.requirePort("--port", port);
    return new GrpcConfig(
        port == 0 ? OptionalInt.empty() : OptionalInt.of(port),
        Optional.of(socketPath)
            .filter(path -> !path.isEmpty())
            .map(path -> Path.of(path).toAbsolutePath()),
        tls,
        ChannelArguments.parse(channelArguments),
        tensorContent ? TensorEncoding.CONTENT : TensorEncoding.TYPED);
  }
}
