package dev.strobe.server.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strobe.protos.serving.ClassificationRequest;
import dev.strobe.protos.serving.ClassifyLog;
import dev.strobe.protos.serving.ExampleList;
import dev.strobe.protos.serving.Input;
import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.ModelVersionStatus;
import dev.strobe.protos.serving.MultiInferenceLog;
import dev.strobe.protos.serving.PredictionLog;
import dev.strobe.protos.serving.RegressLog;
import dev.strobe.protos.serving.RegressionRequest;
import dev.strobe.protos.serving.SessionRunLog;
import dev.strobe.protos.tensorflow.Example;
import dev.strobe.protos.tensorflow.Feature;
import dev.strobe.protos.tensorflow.Features;
import dev.strobe.protos.tensorflow.FloatList;
import dev.strobe.server.LoadingConfig;
import dev.strobe.server.ObservabilityConfig;
import dev.strobe.server.RunConfig;
import dev.strobe.server.ServerConfig;
import dev.strobe.server.TestModels;
import dev.strobe.server.TestServer;
import dev.strobe.server.batching.BatchingSettings;
import dev.strobe.server.configuration.ServedModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WarmupIT {
  @TempDir Path temp;

  private final List<ServedModel> models = new ArrayList<>();

  @BeforeEach
  void models() throws IOException {
    byte[] predict = RecordFile.predict("x").toByteArray();
    models.add(TestModels.newest("ok", "warmup_ok"));
    RecordFile.write(model("empty"), List.of());
    RecordFile.write(model("thousand"), Collections.nCopies(1000, predict));
    RecordFile.write(model("too_many"), Collections.nCopies(1001, predict));
    RecordFile.write(model("bad_input"), List.of(RecordFile.predict("nope").toByteArray()));
    RecordFile.write(model("classified"), List.of(classify("classify_x_to_y")));
    RecordFile.write(model("bad_signature"), List.of(classify("regress_x_to_y")));
    RecordFile.write(model("bad_example"), List.of(regressNothing()));
    RecordFile.write(model("bad_tasks"), List.of(inferNothing()));
    RecordFile.write(model("bad_proto"), List.of("testing".getBytes(StandardCharsets.US_ASCII)));
    RecordFile.write(
        model("session_run"),
        List.of(
            PredictionLog.newBuilder()
                .setSessionRunLog(SessionRunLog.getDefaultInstance())
                .build()
                .toByteArray()));
    RecordFile.write(model("no_records"), List.of());
    Files.writeString(
        temp.resolve("no_records/1/assets.extra/tf_serving_warmup_requests"), "no TFRecord at all");
  }

  @Test
  @DisplayName("L15, L16: only versions whose requests succeed serve")
  void onlyVersionsWhoseRequestsSucceedServe() throws Exception {
    try (TestServer server = started(ServerConfig.defaults())) {
      assertServed(server);
    }
  }

  @Test
  void requestsGoThroughTheBatcher() throws Exception {
    var runs = RunConfig.defaults().withBatching(BatchingSettings.defaults());
    try (TestServer server = started(ServerConfig.defaults().withRuns(runs))) {
      assertServed(server);
    }
  }

  @Test
  @DisplayName("L16: without warmup every version serves")
  void withoutWarmupEveryVersionServes() throws Exception {
    LoadingConfig cold = LoadingConfig.defaults().withWarmup(Optional.empty());
    try (TestServer server = started(ServerConfig.defaults().withLoading(cold))) {
      models.forEach(model -> assertAvailable(server, model.model().name()));
    }
  }

  private void assertServed(TestServer server) throws Exception {
    assertAvailable(server, "ok");
    assertAvailable(server, "empty");
    assertAvailable(server, "thousand");
    assertAvailable(server, "classified");
    assertEnded(server, "bad_signature", 3, "Expected classification signature outputs");
    assertEnded(server, "bad_example", 3, "Feature: x (data type: float) is required");
    assertEnded(server, "bad_tasks", 3, "ModelSpec has no name specified.");
    assertEnded(server, "too_many", 3, "exceeds the maximum (1000)");
    assertEnded(server, "bad_input", 3, "not found in request");
    assertEnded(server, "bad_proto", 3, "Failed to parse warmup record");
    assertEnded(server, "session_run", 12, "Unsupported log_type for warmup: 5");
    assertEnded(server, "no_records", 15, "Please verify your warmup data is in TFRecord format.");
    assertThat(server.metrics())
        .contains(
            recordsRead(TestModels.path("warmup_ok"), 4),
            recordsRead(temp.resolve("empty"), 0),
            recordsRead(temp.resolve("thousand"), 1000));
  }

  private static String recordsRead(Path model, int count) {
    return ":tensorflow:serving:model_warmup_records_read{model_path=\"%s\",status=\"OK\"} %d"
        .formatted(model.resolve("1"), count);
  }

  private static byte[] classify(String signature) {
    var request =
        ClassificationRequest.newBuilder()
            .setModelSpec(ModelSpec.newBuilder().setName("any").setSignatureName(signature))
            .setInput(Input.newBuilder().setExampleList(examples(number(2))));
    return PredictionLog.newBuilder()
        .setClassifyLog(ClassifyLog.newBuilder().setRequest(request))
        .build()
        .toByteArray();
  }

  private static byte[] regressNothing() {
    var request =
        RegressionRequest.newBuilder()
            .setModelSpec(ModelSpec.newBuilder().setName("any").setSignatureName("regress_x_to_y"))
            .setInput(Input.newBuilder().setExampleList(examples(Example.getDefaultInstance())));
    return PredictionLog.newBuilder()
        .setRegressLog(RegressLog.newBuilder().setRequest(request))
        .build()
        .toByteArray();
  }

  private static byte[] inferNothing() {
    return PredictionLog.newBuilder()
        .setMultiInferenceLog(MultiInferenceLog.getDefaultInstance())
        .build()
        .toByteArray();
  }

  private static ExampleList examples(Example example) {
    return ExampleList.newBuilder().addExamples(example).build();
  }

  private static Example number(float x) {
    var feature = Feature.newBuilder().setFloatList(FloatList.newBuilder().addValue(x)).build();
    return Example.newBuilder().setFeatures(Features.newBuilder().putFeature("x", feature)).build();
  }

  /** A model of its own with one version, and that version's directory. */
  private Path model(String name) throws IOException {
    Path base = temp.resolve(name);
    TestModels.copy("own_half_plus_two", base);
    models.add(ServedModel.of(name, base));
    return base.resolve("1");
  }

  /** A server that has tried to load every model. */
  private TestServer started(ServerConfig config) {
    return new TestServer(
        config
            .withModels(models)
            .withObservability(
                ObservabilityConfig.defaults()
                    .withMetrics(ObservabilityConfig.DEFAULT_METRICS_PATH)));
  }

  private static void assertAvailable(TestServer server, String model) {
    assertThat(server.state(model, 1)).as(model).isEqualTo(ModelVersionStatus.State.AVAILABLE);
  }

  private static void assertEnded(TestServer server, String model, int code, String message) {
    ModelVersionStatus status = server.status(model, 1);
    assertThat(status.getState()).as(model).isEqualTo(ModelVersionStatus.State.END);
    assertThat(status.getStatus().getErrorCodeValue()).as(model).isEqualTo(code);
    assertThat(status.getStatus().getErrorMessage()).contains(message);
  }
}
