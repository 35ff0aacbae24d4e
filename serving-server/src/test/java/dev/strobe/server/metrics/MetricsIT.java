package dev.strobe.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.TextFormat;
import dev.strobe.protos.serving.BatchingParameters;
import dev.strobe.protos.serving.ModelServiceGrpc;
import dev.strobe.protos.serving.ReloadConfigRequest;
import dev.strobe.protos.serving.ReloadConfigResponse;
import dev.strobe.server.InterfacesConfig;
import dev.strobe.server.ObservabilityConfig;
import dev.strobe.server.RunConfig;
import dev.strobe.server.ServerConfig;
import dev.strobe.server.TestModels;
import dev.strobe.server.TestServer;
import dev.strobe.server.batching.BatchingSettings;
import dev.strobe.server.configuration.ServedModel;
import dev.strobe.server.rest.RestConfig;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Metrics of whole servers, as Prometheus would fetch them. */
@Timeout(120)
final class MetricsIT {
  private static final String SERVING = ":tensorflow:serving:";
  private static final String BATCHING = SERVING + "batching_session:";

  @Test
  void callsAreCountedUnderTensorFlowServingsNames() throws Exception {
    try (var server = new TestServer(metered())) {
      var unused = server.predict("m", 2, Map.of());
      assertThat(server.post("/v1/models/m:predict", "{\"instances\":[1]}").statusCode())
          .isEqualTo(200);
      assertThat(server.get("/v1/models/m").statusCode()).isEqualTo(200);
      assertThat(server.post("/v1/models/m:predict", "{\"instances\":[]}").statusCode())
          .isEqualTo(400);
      List<String> page = server.metrics();
      assertThat(page)
          .contains(
              "# TYPE " + SERVING + "request_count counter",
              SERVING + "request_count{model_name=\"m\",status=\"OK\"} 3",
              SERVING + "request_count{model_name=\"m\",status=\"INVALID_ARGUMENT\"} 1",
              "# TYPE " + SERVING + "request_latency histogram",
              SERVING
                  + "request_latency_count{model_name=\"m\",API=\"Predict\",entrypoint=\"GRPC\"} 1",
              SERVING
                  + "request_latency_count{model_name=\"m\",API=\"predict\",entrypoint=\"REST\"} 1",
              SERVING + "request_latency_count{model_name=\"m\",API=\"\",entrypoint=\"REST\"} 1",
              SERVING + "runtime_latency_count{model_name=\"m\",API=\"Predict\",runtime=\"TF1\"} 2",
              ":tensorflow:core:graph_runs{} 2",
              ":tensorflow:core:graph_run_time_usecs_histogram_count{} 2");
      assertThat(page)
          .anyMatch(
              line ->
                  line.startsWith(":tensorflow:cc:saved_model:load_attempt_count{")
                      && line.endsWith("own_half_plus_two/1\",status=\"success\"} 1"));
    }
  }

  @Test
  void examplesAreCountedByTheirMethod() throws Exception {
    try (var server = new TestServer(metered())) {
      String examples = "{\"signature_name\":\"regress_x_to_y\",\"examples\":[{\"x\":1.0}]}";
      assertThat(server.post("/v1/models/m:regress", examples).statusCode()).isEqualTo(200);
      assertThat(server.metrics())
          .contains(
              SERVING
                  + "request_latency_count{model_name=\"m\",API=\"regress\",entrypoint=\"REST\"} 1",
              SERVING + "runtime_latency_count{model_name=\"m\",API=\"Regress\",runtime=\"TF1\"} 1")
          .anyMatch(
              line ->
                  line.startsWith("strobe_compute_seconds_count{")
                      && line.contains("signature=\"regress_x_to_y\"")
                      && line.endsWith(" 1"));
    }
  }

  @Test
  void ownMetricsTellVersionSignatureQueueAndCompute() throws Exception {
    try (var server = new TestServer(metered())) {
      var unused = server.predict("m", 2, Map.of());
      String version = "model=\"m\",version=\"1\"";
      String signature = version + ",signature=\"serving_default\"";
      assertThat(sorted(server.metrics()))
          .contains(
              sorted(
                  "strobe_requests_total{"
                      + "code=\"OK\",model=\"m\",protocol=\"GRPC\",signature=\"serving_default\","
                      + "version=\"1\"} 1.0"),
              sorted("strobe_queue_seconds_count{" + signature + "} 1"),
              sorted("strobe_compute_seconds_count{" + signature + "} 1"),
              sorted("strobe_model_version_state{" + version + ",state=\"AVAILABLE\"} 1.0"),
              sorted("strobe_model_loads_total{code=\"OK\",model=\"m\"} 1.0"),
              sorted("strobe_runs_abandoned_total 0.0"),
              sorted("strobe_calls_in_flight{protocol=\"GRPC\"} 0.0"));
      assertThat(server.metrics()).anyMatch(line -> line.startsWith("jvm_memory_used_bytes"));
      assertThat(server.metrics()).anyMatch(line -> line.startsWith("process_cpu_seconds_total"));
    }
  }

  @Test
  void namesThatOnlyClientsKnowAreNoLabels() throws Exception {
    try (var server = new TestServer(metered())) {
      for (String model : List.of("nope1", "nope2")) {
        assertThatThrownBy(() -> server.predict(model, 1, Map.of()))
            .isInstanceOf(StatusRuntimeException.class);
        assertThat(server.get("/v1/models/" + model).statusCode()).isEqualTo(404);
      }
      String unknownSignature = "{\"signature_name\":\"nope3\",\"instances\":[1]}";
      assertThat(server.post("/v1/models/m:predict", unknownSignature).statusCode()).isEqualTo(400);
      assertThat(server.metrics())
          .noneMatch(line -> line.contains("nope"))
          .contains(SERVING + "request_count{model_name=\"\",status=\"NOT_FOUND\"} 4");
    }
  }

  @Test
  void batchesAreCounted() throws Exception {
    var batching =
        new BatchingSettings(
            TextFormat.parse(
                "batch_timeout_micros { value: 600000000 } max_batch_size { value: 2 }",
                BatchingParameters.class),
            BatchingSettings.Scope.ALL,
            Optional.empty());
    try (var server =
        new TestServer(metered().withRuns(RunConfig.defaults().withBatching(batching)))) {
      CompletableFuture<HttpResponse<String>> one = ask(server);
      assertThat(ask(server).get().statusCode()).isEqualTo(200);
      assertThat(one.get().statusCode()).isEqualTo(200);
      assertThat(server.metrics())
          .contains(
              BATCHING + "wrapped_run_count{} 1",
              BATCHING + "processed_batch_size_bucket{le=\"1\"} 0",
              BATCHING + "processed_batch_size_bucket{le=\"2\"} 1",
              BATCHING + "processed_batch_size_sum{} 2",
              BATCHING + "input_batch_size_count{} 2",
              BATCHING + "queuing_latency_count{thread_pool_name=\"\"} 2",
              BATCHING + "padding_size_sum{execution_batch_size=\"2\"} 0");
    }
  }

  @Test
  void warmupsAreCounted() throws Exception {
    ServerConfig config = metered().withModels(List.of(TestModels.newest("w", "warmup_ok")));
    try (var server = new TestServer(config)) {
      assertThat(server.metrics())
          .anyMatch(
              line ->
                  line.startsWith(SERVING + "model_warmup_records_read{model_path=")
                      && line.endsWith("warmup_ok/1\",status=\"OK\"} 4"))
          .anyMatch(
              line ->
                  line.startsWith(SERVING + "model_warmup_latency_count{") && line.endsWith("} 1"));
    }
  }

  @Test
  void failedLoadsAreCounted() throws Exception {
    ServerConfig config =
        metered().withModels(List.of(TestModels.newest("bad", "bad_truncated_pb")));
    try (var server = new TestServer(config)) {
      assertThat(server.metrics())
          .anyMatch(
              line ->
                  line.startsWith("strobe_model_loads_total{")
                      && line.contains("model=\"bad\"")
                      && !line.contains("\"OK\""));
      assertThat(server.get("/v1/models/bad:nonsense").statusCode()).isEqualTo(400);
      assertThat(server.metrics()).noneMatch(line -> line.startsWith("strobe_requests_total{"));
    }
  }

  @Test
  void modelsAreListedIfAskedFor() throws Exception {
    ServedModel model = TestModels.all("ver", "version_echo", Map.of("stable", 2L, "canary", 3L));
    ServerConfig config = ServerConfig.defaults().withModels(List.of(model));
    try (var server =
        new TestServer(
            config.withInterfaces(
                InterfacesConfig.defaults()
                    .withRest(RestConfig.defaults().withModelsListed(true))))) {
      HttpResponse<String> list = server.get("/v1/models");
      assertThat(list.statusCode()).isEqualTo(200);
      JsonNode listed = new ObjectMapper().readTree(list.body()).get("models").get(0);
      assertThat(listed.get("name").asText()).isEqualTo("ver");
      JsonNode versions = listed.get("model_version_status");
      assertThat(versions).hasSize(3);
      assertThat(versions.get(0).toString())
          .isEqualTo(
              "{\"version\":\"3\",\"state\":\"AVAILABLE\",\"status\":"
                  + "{\"error_code\":\"OK\",\"error_message\":\"\"},\"labels\":[\"canary\"]}");
      assertThat(versions.get(2).get("labels")).isEmpty();
    }
  }

  @Test
  void thereIsNoPageUnlessAskedForNorElsewhere() throws Exception {
    String path = ObservabilityConfig.DEFAULT_METRICS_PATH;
    ServerConfig silent =
        ServerConfig.defaults().withModels(List.of(TestModels.newest("m", "own_half_plus_two")));
    try (var server = new TestServer(silent)) {
      assertThat(server.get(path).statusCode()).isEqualTo(404);
    }
    var elsewhere = ObservabilityConfig.defaults().withMetrics("/other");
    try (var server = new TestServer(silent.withObservability(elsewhere))) {
      assertThat(server.get(path).statusCode()).isEqualTo(404);
      assertThat(server.get("/other").statusCode()).isEqualTo(200);
      assertThat(server.post("/other", "").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void reloadTellsHowMuchCountersGrew() throws Exception {
    try (var server = new TestServer(metered().withModels(List.of()))) {
      ReloadConfigRequest request =
          TextFormat.parse(
              ("config { model_config_list { config { name: 'm' model_platform: 'tensorflow'"
                      + " base_path: '%s' } } }"
                      + " metric_names: '/tensorflow/cc/saved_model/load_attempt_count'"
                      + " metric_names: '/no/such'")
                  .formatted(TestModels.path("own_half_plus_two")),
              ReloadConfigRequest.class);
      var models = ModelServiceGrpc.newBlockingStub(server.channel());
      ReloadConfigResponse expected =
          TextFormat.parse(
              "status {} metric { name: '/tensorflow/cc/saved_model/load_attempt_count'"
                  + " int64_value_increase: 1 } metric { name: '/no/such' int64_value_increase: 0 }",
              ReloadConfigResponse.class);
      assertThat(models.handleReloadConfigRequest(request)).isEqualTo(expected);
      assertThat(models.handleReloadConfigRequest(request).getMetric(0).getInt64ValueIncrease())
          .isZero();
    }
  }

  private static CompletableFuture<HttpResponse<String>> ask(TestServer server) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return server.post("/v1/models/m:predict", "{\"instances\":[1]}");
          } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
          }
        });
  }

  private static ServerConfig metered() {
    ServedModel model = TestModels.newest("m", "own_half_plus_two");
    return ServerConfig.defaults()
        .withModels(List.of(model))
        .withObservability(
            ObservabilityConfig.defaults().withMetrics(ObservabilityConfig.DEFAULT_METRICS_PATH));
  }

  private static List<String> sorted(List<String> lines) {
    return lines.stream().map(MetricsIT::sorted).toList();
  }

  /** A line with its labels in order, as the order means nothing. */
  private static String sorted(String line) {
    int open = line.indexOf('{');
    int close = line.lastIndexOf('}');
    if (open < 0 || line.startsWith("#")) {
      return line;
    }
    String[] labels = line.substring(open + 1, close).split(",");
    Arrays.sort(labels);
    return line.substring(0, open + 1) + String.join(",", labels) + line.substring(close);
  }
}
