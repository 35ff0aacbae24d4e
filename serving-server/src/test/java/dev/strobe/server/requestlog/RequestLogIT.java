package dev.strobe.server.requestlog;

import static dev.strobe.server.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import dev.strobe.protos.serving.ModelServerConfig;
import dev.strobe.protos.serving.ModelServiceGrpc;
import dev.strobe.protos.serving.PredictLog;
import dev.strobe.protos.serving.PredictResponse;
import dev.strobe.protos.serving.PredictionLog;
import dev.strobe.protos.serving.ReloadConfigRequest;
import dev.strobe.protos.tensorflow.DataType;
import dev.strobe.server.ModelServer;
import dev.strobe.server.ObservabilityConfig;
import dev.strobe.server.ServerConfig;
import dev.strobe.server.TestModels;
import dev.strobe.server.TestServer;
import dev.strobe.server.configuration.ModelConfigFile;
import dev.strobe.server.configuration.ServedModel;
import dev.strobe.server.tfrecord.RecordReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
final class RequestLogIT {
  private static final String PREDICT = "/v1/models/half:predict";

  @TempDir Path temp;

  @Test
  void yesterdaysTrafficWarmsTheNextVersionUp() throws Exception {
    try (TestServer server = new TestServer(config(1))) {
      assertThat(server.predict("half", 2, Map.of()).getOutputsOrThrow("y").getFloatVal(1))
          .isEqualTo(2.5f);
      assertThat(server.post(PREDICT, "{\"instances\": [2.0, 4.0]}").body()).contains("4.0");
      assertThat(server.post(PREDICT, "{\"instances\": [\"no number\"]}").body()).contains("error");
    }
    List<Path> files = files();
    assertThat(files).hasSize(1);
    assertThat(read(files.get(0)))
        .hasSize(2)
        .allSatisfy(
            record ->
                assertThat(record.getPredictLog().getResponse().getModelSpec().getName())
                    .isEqualTo("half"))
        .extracting(
            record -> record.getPredictLog().getResponse().getOutputsOrThrow("y"),
            record -> record.getPredictLog().getRequest().getInputsOrThrow("x").getDtype())
        .allSatisfy(pair -> assertThat(pair.toList().get(1)).isEqualTo(DataType.DT_FLOAT));

    Path version = temp.resolve("copy/1");
    TestModels.copy("own_half_plus_two/1", version);
    Path extra = Files.createDirectories(version.resolve("assets.extra"));
    Files.copy(files.get(0), extra.resolve("tf_serving_warmup_requests"));
    try (TestServer next =
        new TestServer(
            ServerConfig.defaults()
                .withModels(List.of(ServedModel.of("half", version.getParent()))))) {
      next.server().requireAvailable();
    }
    // The file is really replayed: with a byte of it changed the version is refused.
    byte[] warmup = Files.readAllBytes(files.get(0));
    warmup[20] ^= 1;
    Files.write(extra.resolve("tf_serving_warmup_requests"), warmup);
    try (TestServer broken =
        new TestServer(
            ServerConfig.defaults()
                .withModels(List.of(ServedModel.of("half", version.getParent()))))) {
      assertThat(refuses(broken.server())).isTrue();
    }
  }

  @Test
  void otherMethodsAreLoggedAsTheRunsTheyAre() throws Exception {
    try (TestServer server = new TestServer(config(1))) {
      assertThat(
              server
                  .post(
                      "/v1/models/half:regress",
                      "{\"signature_name\": \"regress_x_to_y\", \"examples\": [{\"x\": 2.0}]}")
                  .body())
          .contains("[3.0]");
    }
    PredictLog log = read(files().get(0)).get(0).getPredictLog();
    assertThat(log.getRequest().getModelSpec().getSignatureName()).isEqualTo("regress_x_to_y");
    assertThat(log.getRequest().getInputsOrThrow("inputs").getStringValCount()).isEqualTo(1);
    assertThat(log.getResponse().getOutputsOrThrow("outputs").getDtype())
        .isEqualTo(DataType.DT_FLOAT);
  }

  @Test
  void reloadSwitchesLoggingOff() throws Exception {
    try (TestServer server = new TestServer(config(1))) {
      PredictResponse first = server.predict("half", 1, Map.of());
      reload(server, configText(""));
      PredictResponse second = server.predict("half", 1, Map.of());
      assertThat(second).isEqualTo(first);
    }
    assertThat(read(files().get(0))).hasSize(1);
  }

  @Test
  void folderThatCannotBeWrittenFailsNoRequest() throws Exception {
    Files.writeString(temp.resolve("logs"), "a file where a folder should be");
    try (TestServer server = new TestServer(config(1))) {
      assertThat(server.predict("half", 1, Map.of()).getOutputsCount()).isEqualTo(1);
      until(() -> server.metrics().contains(outcomes("FAILED", 1)));
      assertThat(server.metrics()).contains(outcomes("WRITTEN", 0));
    }
  }

  @Test
  void whatBecomesOfEachSampledRequestIsCounted() throws Exception {
    // Two rows fit, a thousand do not.
    var small = RequestLogConfig.defaults().withMaxRecordBytes(1000);
    try (TestServer server = new TestServer(config(1).withRequestLog(Optional.of(small)))) {
      for (int rows : new int[] {2, 1000, 2}) {
        assertThat(server.predict("half", rows, Map.of()).getOutputsCount()).isEqualTo(1);
      }
      until(() -> server.metrics().contains(outcomes("WRITTEN", 2)));
      assertThat(server.metrics())
          .contains(outcomes("TOO_LARGE", 1), outcomes("DROPPED", 0), outcomes("FAILED", 0));
    }
  }

  private static String outcomes(String outcome, int count) {
    return "strobe_request_log_requests_total{outcome=\"%s\"} %d.0".formatted(outcome, count);
  }

  private static boolean refuses(ModelServer server) {
    try {
      server.requireAvailable();
      return false;
    } catch (RuntimeException e) {
      return e.getMessage().contains("corrupted record at 0");
    }
  }

  private ServerConfig config(double rate) throws IOException {
    Path file = temp.resolve("models.config");
    Files.writeString(
        file,
        configText(
            """
            logging_config {
              log_collector_config { type: 'file' filename_prefix: '%s' }
              sampling_config { sampling_rate: %s }
            }"""
                .formatted(temp.resolve("logs/half"), rate)));
    return ServerConfig.defaults()
        .withModels(ModelConfigFile.read(file))
        .withObservability(
            ObservabilityConfig.defaults().withMetrics(ObservabilityConfig.DEFAULT_METRICS_PATH));
  }

  private static String configText(String logging) {
    return """
    model_config_list { config {
      name: 'half' model_platform: 'tensorflow' base_path: '%s' %s
    } }"""
        .formatted(TestModels.path("own_half_plus_two"), logging);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(temp.resolve("logs"))) {
      return files.toList();
    }
  }

  private static List<PredictionLog> read(Path file) throws IOException {
    List<PredictionLog> records = new ArrayList<>();
    try (RecordReader reader = RecordReader.open(file)) {
      for (Optional<byte[]> next = reader.next(); next.isPresent(); next = reader.next()) {
        records.add(PredictionLog.parseFrom(next.get()));
      }
    }
    return records;
  }

  private static void reload(TestServer server, String config) throws IOException {
    var request = ReloadConfigRequest.newBuilder();
    request.setConfig(TextFormat.parse(config, ModelServerConfig.class));
    var unused =
        ModelServiceGrpc.newBlockingStub(server.channel())
            .handleReloadConfigRequest(request.build());
  }
}
