package dev.strobe.server.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strobe.protos.serving.ClassificationRequest;
import dev.strobe.protos.serving.ClassifyLog;
import dev.strobe.protos.serving.ExampleList;
import dev.strobe.protos.serving.GetModelStatusRequest;
import dev.strobe.protos.serving.Input;
import dev.strobe.protos.serving.ModelServiceGrpc;
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
import dev.strobe.server.InterfacesConfig;
import dev.strobe.server.LoadingConfig;
import dev.strobe.server.ModelServer;
import dev.strobe.server.RunConfig;
import dev.strobe.server.ServerConfig;
import dev.strobe.server.TestModels;
import dev.strobe.server.batching.BatchingSettings;
import dev.strobe.server.configuration.ServedModel;
import dev.strobe.server.grpc.GrpcConfig;
import dev.strobe.server.servable.LoadRetries;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
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
  void onlyVersionsWhoseRequestsSucceedServe() {
    try (Started started = new Started(ServerConfig.defaults())) {
      assertServed(started);
    }
  }

  @Test
  void requestsGoThroughTheBatcher() {
    try (Started started =
        new Started(
            ServerConfig.defaults()
                .withRuns(RunConfig.defaults().withBatching(BatchingSettings.defaults())))) {
      assertServed(started);
    }
  }

  @Test
  void withoutWarmupEveryVersionServes() {
    LoadingConfig cold = LoadingConfig.defaults().withWarmup(Optional.empty());
    try (Started started = new Started(ServerConfig.defaults().withLoading(cold))) {
      models.forEach(model -> started.assertAvailable(model.model().name()));
    }
  }

  private static void assertServed(Started started) {
    started.assertAvailable("ok");
    started.assertAvailable("empty");
    started.assertAvailable("thousand");
    started.assertAvailable("classified");
    started.assertEnded("bad_signature", 3, "Expected classification signature outputs");
    started.assertEnded("bad_example", 3, "Feature: x (data type: float) is required");
    started.assertEnded("bad_tasks", 3, "ModelSpec has no name specified.");
    started.assertEnded("too_many", 3, "exceeds the maximum (1000)");
    started.assertEnded("bad_input", 3, "not found in request");
    started.assertEnded("bad_proto", 3, "Failed to parse warmup record");
    started.assertEnded("session_run", 12, "Unsupported log_type for warmup: 5");
    started.assertEnded("no_records", 15, "Please verify your warmup data is in TFRecord format.");
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
    Path from = TestModels.path("own_half_plus_two");
    Path to = temp.resolve(name);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
    models.add(ServedModel.of(name, to));
    return to.resolve("1");
  }

  /** A server with all models, listening, and a connection to it. */
  private final class Started implements AutoCloseable {
    private final ModelServer server;
    private final ManagedChannel channel;

    Started(ServerConfig config) {
      server =
          ModelServer.start(
              config
                  .withModels(models)
                  .withInterfaces(
                      InterfacesConfig.defaults().withGrpc(GrpcConfig.defaults().withPort(0)))
                  .withLoading(config.loading().withRetries(new LoadRetries(0, Duration.ZERO))));
      channel =
          ManagedChannelBuilder.forAddress("localhost", server.port().getAsInt())
              .usePlaintext()
              .build();
    }

    void assertAvailable(String model) {
      assertThat(status(model).getState()).as(model).isEqualTo(ModelVersionStatus.State.AVAILABLE);
    }

    void assertEnded(String model, int code, String message) {
      ModelVersionStatus status = status(model);
      assertThat(status.getState()).as(model).isEqualTo(ModelVersionStatus.State.END);
      assertThat(status.getStatus().getErrorCodeValue()).as(model).isEqualTo(code);
      assertThat(status.getStatus().getErrorMessage()).contains(message);
    }

    private ModelVersionStatus status(String model) {
      var request =
          GetModelStatusRequest.newBuilder().setModelSpec(ModelSpec.newBuilder().setName(model));
      return ModelServiceGrpc.newBlockingStub(channel)
          .getModelStatus(request.build())
          .getModelVersionStatus(0);
    }

    @Override
    public void close() {
      channel.shutdownNow();
      server.close();
    }
  }
}
