package dev.strobe.server.accesslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.strobe.server.ObservabilityConfig;
import dev.strobe.server.ServerConfig;
import dev.strobe.server.TestModels;
import dev.strobe.server.TestServer;
import dev.strobe.server.status.ServingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class AccessLogIT {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @TempDir Path temp;

  @Test
  void everyCallHasItsLine() throws Exception {
    Path file = temp.resolve("calls.json");
    Instant start = Instant.now();
    try (var server = new TestServer(logged(file))) {
      var unused =
          server.predict("m", 2, Map.of("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01"));
      assertThat(server.post("/v1/models/m:predict", "{\"instances\":[1]}").statusCode())
          .isEqualTo(200);
      assertThat(server.get("/v1/models/other").statusCode()).isEqualTo(404);
    }
    List<JsonNode> lines = lines(file);
    assertThat(lines).hasSize(3);
    JsonNode grpc = lines.get(0);
    assertThat(texts(grpc, "protocol", "method", "path", "model", "signature", "code", "trace_id"))
        .containsExactly(
            "GRPC",
            "Predict",
            "/tensorflow.serving.PredictionService/Predict",
            "m",
            "serving_default",
            "OK",
            TRACE);
    assertThat(grpc.get("version").asLong()).isEqualTo(1);
    assertThat(grpc.get("rows").asLong()).isEqualTo(2);
    assertThat(Instant.parse(grpc.get("time").asText()))
        .isBetween(start.minusSeconds(1), Instant.now());
    long parts = grpc.get("queue_us").asLong() + grpc.get("compute_us").asLong();
    assertThat(parts).isBetween(0L, grpc.get("duration_us").asLong());
    assertThat(grpc.get("bytes_in").asLong()).isPositive();
    assertThat(grpc.get("bytes_out").asLong()).isPositive();
    assertThat(grpc.get("peer").asText()).contains("127.0.0.1:");
    JsonNode rest = lines.get(1);
    assertThat(texts(rest, "protocol", "method", "path", "code"))
        .containsExactly("REST", "POST", "/v1/models/m:predict", "OK");
    assertThat(rest.get("bytes_in").asLong()).isEqualTo("{\"instances\":[1]}".length());
    assertThat(texts(lines.get(2), "method", "model", "code"))
        .containsExactly("GET", "other", "NOT_FOUND");
    assertThat(lines.get(2).has("version")).isFalse();
  }

  @Test
  void fullDiskStopsNothing() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full));
    ServerConfig config = logged(full);
    String page = "/metrics";
    try (var server =
        new TestServer(config.withObservability(config.observability().withMetrics(page)))) {
      for (int i = 0; i < 100; i++) {
        var unused = server.predict("m", 1, Map.of());
      }
      String dropped = "strobe_access_log_dropped_lines_total 100.0";
      while (server.get(page).body().lines().noneMatch(dropped::equals)) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void fileThatCannotBeOpenedFailsTheStart() {
    assertThatThrownBy(() -> new TestServer(logged(temp.resolve("no/such/directory"))))
        .isInstanceOf(ServingException.class)
        .hasMessageContaining("Cannot write the access log");
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    var json = new ObjectMapper();
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      lines.add(json.readTree(line));
    }
    return lines;
  }

  private static List<String> texts(JsonNode line, String... names) {
    List<String> texts = new ArrayList<>();
    for (String name : names) {
      texts.add(line.path(name).asText());
    }
    return texts;
  }

  private static ServerConfig logged(Path file) {
    return ServerConfig.defaults()
        .withModels(List.of(TestModels.newest("m", "own_half_plus_two")))
        .withObservability(ObservabilityConfig.defaults().withAccessLog(AccessLogConfig.to(file)));
  }
}
