package dev.strobe.server.tracing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strobe.server.status.ServingException;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TracingTest {

  @Test
  void endpointThatIsNoneIsNamed() {
    var config =
        new TracingConfig(
            Map.of("otel.traces.exporter", "otlp", "otel.exporter.otlp.endpoint", "c:4317"));
    assertThatThrownBy(() -> Tracing.start(config))
        .isInstanceOf(ServingException.class)
        .hasMessage("Calls cannot be traced: OTLP endpoint must be a valid URL: c:4317");
  }
}
