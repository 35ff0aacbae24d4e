package dev.strobe.server;

import dev.strobe.server.rest.RestConfig;
import dev.strobe.server.tls.TlsConfig;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The command line's flags about the REST interface. */
final class RestFlags {

  @Option(
      names = "--rest_api_port",
      defaultValue = "0",
      description = "Port of the REST interface; 0 for none.")
  private int port;

  @Option(
      names = "--rest_api_num_threads",
      defaultValue = "0",
      description = "Threads that read and write large REST bodies; 0 for one a core.")
  private int threads;

  @Option(
      names = "--rest_api_timeout_in_ms",
      defaultValue = "30000",
      description = "Time for a REST request; 0 or less for any.")
  private long timeoutMillis;

  @Option(
      names = "--rest_api_enable_cors_support",
      arity = "0..1",
      fallbackValue = "true",
      description = "Let web pages of any origin call the REST interface.")
  private boolean cors;

  @Option(
      names = "--rest_api_list_models",
      arity = "0..1",
      fallbackValue = "true",
      description = "Ours: answer GET /v1/models with a list of all models.")
  private boolean listsModels;

  @Option(
      names = "--rest_api_ssl",
      arity = "0..1",
      fallbackValue = "true",
      description = "Ours: the REST interface is encrypted too, as --ssl_config_file says.")
  private boolean ssl;

  @Option(
      names = "--rest_api_max_connections",
      defaultValue = "16384",
      description = "Ours: how many connections the REST interface keeps open at once.")
  private int maxConnections;

  @Option(
      names = "--rest_api_gzip_level",
      defaultValue = "1",
      description = "Ours: how hard answers are compressed for clients that take gzip; 0 for not.")
  private int gzipLevel;

  /**
   * What the flags say; empty for no REST interface.
   *
   * @throws IllegalArgumentException for a value that is not allowed
   */
  Optional<RestConfig> config(Optional<TlsConfig> tls) {
    if (ssl && tls.isEmpty()) {
      throw new IllegalArgumentException("--rest_api_ssl needs --ssl_config_file");
    }
    FlagCount.requirePort("--rest_api_port", port);
    if (port == 0) {
      return Optional.empty();
    }
    RestConfig defaults = RestConfig.defaults();
    return Optional.of(
        new RestConfig(
            port,
            ssl ? tls : Optional.empty(),
            timeoutMillis > 0 ? Optional.of(Duration.ofMillis(timeoutMillis)) : Optional.empty(),
            cors,
            listsModels,
            defaults.limits().withMaxConnections(maxConnections),
            gzipLevel,
            defaults.eventLoops(),
            FlagCount.of("--rest_api_num_threads", threads, defaults.workers())));
  }
}
