package dev.strobe.server.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class TracingConfigTest {

  @Test
  void nothingIsTracedUnlessAskedFor() {
    assertThat(TracingConfig.of(Map.of())).isEmpty();
    assertThat(TracingConfig.of(Map.of("OTEL_SERVICE_NAME", "x"))).isEmpty();
    assertThat(TracingConfig.of(Map.of("OTEL_TRACES_EXPORTER", ""))).isEmpty();
  }

  @Test
  void exporterOrEndpointAsksForTraces() {
    assertThat(TracingConfig.of(Map.of("OTEL_TRACES_EXPORTER", "otlp"))).isPresent();
    assertThat(TracingConfig.of(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://c:4317")))
        .isPresent();
    assertThat(TracingConfig.of(Map.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://c:4317")))
        .isPresent();
  }

  @Test
  void offIsOff() {
    String endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    assertThat(TracingConfig.of(Map.of(endpoint, "http://c", "OTEL_TRACES_EXPORTER", "none")))
        .isEmpty();
    assertThat(TracingConfig.of(Map.of(endpoint, "http://c", "OTEL_SDK_DISABLED", "true")))
        .isEmpty();
  }
}
