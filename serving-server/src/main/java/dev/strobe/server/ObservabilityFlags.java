package dev.strobe.server;

import dev.strobe.protos.serving.MonitoringConfig;
import dev.strobe.protos.serving.PrometheusConfig;
import dev.strobe.server.accesslog.AccessLogConfig;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.textproto.TextProtoFile;
import dev.strobe.server.tracing.TracingConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The command line's flags about what the server tells of itself. */
final class ObservabilityFlags {
  private static final String STANDARD_OUTPUT = "-";

  @Option(
      names = "--monitoring_config_file",
      defaultValue = "",
      description = "File with a MonitoringConfig in text format: whether there are metrics.")
  private String monitoringConfigFile = "";

  @Option(
      names = "--access_log",
      defaultValue = "",
      description = "Ours: file to which a line of JSON is added for each call; - for stdout.")
  private String accessLog = "";

  /**
   * What the flags say, and what the environment says of tracing.
   *
   * @throws ServingException for a file that cannot be read or has no such configuration
   */
  ObservabilityConfig config(Map<String, String> environment) {
    return new ObservabilityConfig(metricsPath(), accessLog(), TracingConfig.of(environment));
  }

  private Optional<AccessLogConfig> accessLog() {
    if (accessLog.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        accessLog.equals(STANDARD_OUTPUT)
            ? AccessLogConfig.toStandardOutput()
            : AccessLogConfig.to(Path.of(accessLog)));
  }

  private Optional<String> metricsPath() {
    if (monitoringConfigFile.isEmpty()) {
      return Optional.empty();
    }
    PrometheusConfig config =
        TextProtoFile.read(
                Path.of(monitoringConfigFile), "monitoring config", MonitoringConfig.newBuilder())
            .getPrometheusConfig();
    if (!config.getEnable()) {
      return Optional.empty();
    }
    return Optional.of(
        config.getPath().isEmpty() ? ObservabilityConfig.DEFAULT_METRICS_PATH : config.getPath());
  }
}
