package dev.strobe.server.tracing;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * That calls are traced. How is OpenTelemetry's own configuration, from its environment variables
 * and system properties.
 *
 * @param properties OpenTelemetry's properties, which count where neither environment nor system
 *     says otherwise
 */
public record TracingConfig(Map<String, String> properties) {
  private static final Set<String> ASKED_BY =
      Set.of(
          "OTEL_TRACES_EXPORTER",
          "OTEL_EXPORTER_OTLP_ENDPOINT",
          "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");

  public TracingConfig {
    properties = Map.copyOf(properties);
  }

  /**
   * What an environment asks for: tracing if it names an exporter or where to export to, unless the
   * exporter is {@code none} or {@code OTEL_SDK_DISABLED} is {@code true}.
   */
  public static Optional<TracingConfig> of(Map<String, String> environment) {
    boolean asked =
        ASKED_BY.stream().anyMatch(name -> !environment.getOrDefault(name, "").isBlank());
    boolean off =
        "none".equals(environment.get("OTEL_TRACES_EXPORTER"))
            || "true".equalsIgnoreCase(environment.get("OTEL_SDK_DISABLED"));
    return asked && !off ? Optional.of(new TracingConfig(Map.of())) : Optional.empty();
  }
}
