package dev.strobe.server;

import dev.strobe.server.grpc.ChannelArguments;
import dev.strobe.server.grpc.GrpcConfig;
import dev.strobe.server.rest.RestConfig;
import dev.strobe.server.tls.TlsConfig;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The command line's flags about connections: their kinds, encryption and limits. */
final class TransportFlags {
  private static final String BARE = "true";

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
      names = "--ssl_config_file",
      defaultValue = "",
      description = "File with an SSLConfig in text format: the gRPC interface is encrypted.")
  private String sslConfigFile = "";

  @Option(
      names = "--rest_api_ssl",
      arity = "0..1",
      fallbackValue = BARE,
      description = "Ours: the REST interface is encrypted too, as --ssl_config_file says.")
  private boolean restSsl;

  @Option(
      names = "--rest_api_max_connections",
      defaultValue = "16384",
      description = "Ours: how many connections the REST interface keeps open at once.")
  private int restMaxConnections;

  @Option(
      names = "--rest_api_gzip_level",
      defaultValue = "1",
      description = "Ours: how hard answers are compressed for clients that take gzip; 0 for not.")
  private int restGzipLevel;

  @Option(
      names = "--max_request_bytes_in_flight",
      defaultValue = "0",
      description =
          "Ours: bytes of requests and answers in hand at once; 0 for a quarter of the heap.")
  private long maxBytesInFlight;

  /** With what the flags say. */
  GrpcConfig applyTo(GrpcConfig config) {
    GrpcConfig result = config.withArguments(ChannelArguments.parse(channelArguments));
    if (!sslConfigFile.isEmpty()) {
      result = result.withTls(TlsConfig.of(Path.of(sslConfigFile)));
    }
    return socketPath.isEmpty() ? result : result.withSocket(Path.of(socketPath).toAbsolutePath());
  }

  /** With what the flags say. */
  RestConfig applyTo(RestConfig config) {
    if (restSsl && sslConfigFile.isEmpty()) {
      throw new IllegalArgumentException("--rest_api_ssl needs --ssl_config_file");
    }
    RestConfig result =
        config
            .withGzipLevel(restGzipLevel)
            .withLimits(config.limits().withMaxConnections(restMaxConnections));
    return restSsl ? result.withTls(TlsConfig.of(Path.of(sslConfigFile))) : result;
  }

  /** In bytes. */
  long maxBytesInFlight() {
    return maxBytesInFlight == 0 ? ServerConfig.defaultBytesInFlight() : maxBytesInFlight;
  }
}
