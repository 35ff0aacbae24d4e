package dev.strobe.server;

import static java.util.Objects.requireNonNull;

import dev.strobe.server.accesslog.AccessLogConfig;
import dev.strobe.server.tracing.TracingConfig;
import java.util.Optional;

/**
 * What a server tells of itself; nothing at all by default, which costs nothing.
 *
 * @param metricsPath where Prometheus finds the metrics on the REST port; empty for no metrics
 * @param accessLog empty for none
 * @param tracing empty for none
 */
public record ObservabilityConfig(
    Optional<String> metricsPath,
    Optional<AccessLogConfig> accessLog,
    Optional<TracingConfig> tracing) {

  /** Where TensorFlow Serving shows its metrics if not told otherwise. */
  public static final String DEFAULT_METRICS_PATH = "/monitoring/prometheus/metrics";

  public ObservabilityConfig {
    requireNonNull(metricsPath, "metricsPath");
    requireNonNull(accessLog, "accessLog");
    requireNonNull(tracing, "tracing");
    if (metricsPath.isPresent() && !metricsPath.get().startsWith("/")) {
      throw new IllegalArgumentException(
          "metricsPath must begin with / but was " + metricsPath.get());
    }
  }

  /** Nothing. */
  public static ObservabilityConfig defaults() {
    return new ObservabilityConfig(Optional.empty(), Optional.empty(), Optional.empty());
  }

  public ObservabilityConfig withMetrics(String path) {
    return new ObservabilityConfig(Optional.of(path), accessLog, tracing);
  }

  public ObservabilityConfig withAccessLog(AccessLogConfig newAccessLog) {
    return new ObservabilityConfig(metricsPath, Optional.of(newAccessLog), tracing);
  }

  public ObservabilityConfig withTracing(TracingConfig newTracing) {
    return new ObservabilityConfig(metricsPath, accessLog, Optional.of(newTracing));
  }
}
