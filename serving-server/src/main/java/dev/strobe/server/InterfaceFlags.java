package dev.strobe.server;

import dev.strobe.server.grpc.GrpcConfig;
import dev.strobe.server.rest.RestConfig;
import dev.strobe.server.tls.TlsConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command line's flags about how clients reach the server. */
final class InterfaceFlags {

  @Mixin private GrpcFlags grpc = new GrpcFlags();

  @Mixin private RestFlags rest = new RestFlags();

  @Option(
      names = "--ssl_config_file",
      defaultValue = "",
      description = "File with an SSLConfig in text format: the gRPC interface is encrypted.")
  private String sslConfigFile = "";

  @Option(
      names = "--max_request_bytes_in_flight",
      defaultValue = "0",
      description =
          "Ours: bytes of requests and answers in hand at once; 0 for a quarter of the heap.")
  private long maxBytesInFlight;

  @Option(
      names = "--drain_seconds",
      defaultValue = "30",
      description = "Ours: how long the calls in flight are waited for after SIGTERM.")
  private long drainSeconds;

  /**
   * What the flags say.
   *
   * @throws IllegalArgumentException for a value that is not allowed, or if clients could not reach
   *     the server at all
   */
  InterfacesConfig config() {
    Optional<TlsConfig> tls =
        sslConfigFile.isEmpty()
            ? Optional.empty()
            : Optional.of(TlsConfig.of(Path.of(sslConfigFile)));
    GrpcConfig grpcConfig = grpc.config(tls);
    Optional<RestConfig> restConfig = rest.config(tls);
    requireWayIn(grpcConfig, restConfig);
    return new InterfacesConfig(
        grpcConfig,
        restConfig,
        maxBytesInFlight == 0 ? InterfacesConfig.defaults().maxBytesInFlight() : maxBytesInFlight,
        Duration.ofSeconds(drainSeconds));
  }

  private static void requireWayIn(GrpcConfig grpc, Optional<RestConfig> rest) {
    if (rest.isEmpty()) {
      if (grpc.port().isEmpty() && grpc.socket().isEmpty()) {
        throw new IllegalArgumentException(
            "One of --port and --rest_api_port must not be 0, or --grpc_socket_path be set");
      }
    } else if (grpc.port().isPresent() && grpc.port().getAsInt() == rest.get().port()) {
      throw new IllegalArgumentException(
          "--rest_api_port must differ from --port but both were " + rest.get().port());
    }
  }
}
