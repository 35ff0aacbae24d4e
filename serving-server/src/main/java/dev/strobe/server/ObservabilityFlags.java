package dev.strobe.server;

import com.google.protobuf.TextFormat;
import dev.strobe.protos.serving.MonitoringConfig;
import dev.strobe.protos.serving.PrometheusConfig;
import dev.strobe.server.accesslog.AccessLogConfig;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tracing.TracingConfig;
import java.io.IOException;
import java.nio.file.Files;
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
    PrometheusConfig config = read(Path.of(monitoringConfigFile)).getPrometheusConfig();
    if (!config.getEnable()) {
      return Optional.empty();
    }
    return Optional.of(
        config.getPath().isEmpty() ? ObservabilityConfig.DEFAULT_METRICS_PATH : config.getPath());
  }

  private static MonitoringConfig read(Path file) {
    var config = MonitoringConfig.newBuilder();
    try {
      TextFormat.merge(Files.readString(file), config);
    } catch (TextFormat.ParseException e) {
      throw new ServingException(
          Code.INVALID_ARGUMENT,
          "Invalid protobuf file: '%s'. Error parsing text-format %s: %s"
              .formatted(file, MonitoringConfig.getDescriptor().getFullName(), e.getMessage()),
          e);
    } catch (IOException e) {
      throw new ServingException(
          Code.NOT_FOUND, "Cannot read the monitoring config file '" + file + "': " + e, e);
    }
    return config.build();
  }
}
