package dev.strobe.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strobe.protos.serving.GetModelStatusRequest;
import dev.strobe.protos.serving.ModelServiceGrpc;
import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.ModelVersionStatus;
import dev.strobe.protos.serving.ModelVersionStatus.State;
import dev.strobe.protos.serving.PredictRequest;
import dev.strobe.protos.serving.PredictionServiceGrpc;
import dev.strobe.protos.tensorflow.DataType;
import dev.strobe.protos.tensorflow.TensorProto;
import dev.strobe.server.configuration.ServedModel;
import dev.strobe.server.servable.LoadRetries;
import dev.strobe.server.servable.TransitionPolicy;
import dev.strobe.server.source.PollingConfig;
import dev.strobe.server.source.VersionSelection;
import dev.strobe.server.source.WatchedModel;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Versions that come, go, break and return, on disks that do so too. */
@Timeout(180)
final class VersionsIT {
  private static final PollingConfig LOOKS = PollingConfig.every(Duration.ofMillis(20));
  private static final LoadingConfig QUICK =
      LoadingConfig.defaults().withPolling(LOOKS).withRetries(new LoadRetries(0, Duration.ZERO));

  @TempDir Path temp;

  private ModelServer server;
  private ManagedChannel channel;

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.close();
  }

  @Test
  void namesThatAreNoNumbersAreNoVersions() throws IOException {
    for (String name : List.of("00000001", "7", "10", "v12", "1.5", "latest", ".tmp-11")) {
      publish("version_echo/1", "zoo", name);
    }
    Path base = temp.resolve("zoo");
    start(
        QUICK,
        ServedModel.of("latest", base),
        new ServedModel(new WatchedModel("all", base, new VersionSelection.All()), Map.of()),
        new ServedModel(
            new WatchedModel("one", base, new VersionSelection.Specific(Set.of(1L))), Map.of()));
    assertThat(versions("latest")).containsExactly(10L);
    assertThat(versions("all")).containsExactly(10L, 7L, 1L);
    assertThat(versions("one")).containsExactly(1L);
  }

  @Test
  void basePathThatVanishesKeepsItsModelServing() throws IOException {
    publish("version_echo/1", "ver", "1");
    start(
        QUICK,
        ServedModel.of("ver", temp.resolve("ver")),
        ServedModel.of("other", temp.resolve("other")));
    move(temp.resolve("ver"), temp.resolve("gone"));
    // What is published to another model is found by a look later than those that missed this one.
    publish("version_echo/2", "other", "2");
    until(() -> predict("ver") == 1 && code("other") == Status.Code.OK);
    publish("version_echo/3", "other", "3");
    until(() -> predict("ver") == 1 && predict("other") == 3);
    move(temp.resolve("gone"), temp.resolve("ver"));
    publish("version_echo/2", "ver", "2");
    until(() -> predict("ver") == 2);
  }

  @Test
  void modelWithoutVersionsIsUnloadedAndComesBack() throws IOException {
    publish("version_echo/1", "ver", "1");
    start(QUICK, ServedModel.of("ver", temp.resolve("ver")));
    move(temp.resolve("ver/1"), temp.resolve("away"));
    until(() -> code("ver") == Status.Code.NOT_FOUND);
    until(() -> state("ver", 1) == State.END);
    move(temp.resolve("away"), temp.resolve("ver/1"));
    until(() -> code("ver") == Status.Code.OK);
  }

  @Test
  void brokenVersionIsToldOfAndServesOnceItIsRepaired() throws IOException {
    publish("version_echo/1", "ver", "1");
    start(
        QUICK.withPolling(LOOKS.withSettleTime(Duration.ofMillis(50))),
        ServedModel.of("ver", temp.resolve("ver")));
    publish("bad_truncated_pb/1", "ver", "2");
    until(() -> state("ver", 2) == State.END);
    assertThat(status("ver", 2).getStatus().getErrorCodeValue()).isNotZero();
    assertThat(predict("ver")).isEqualTo(1);
    Files.copy(
        TestModels.path("version_echo/2/saved_model.pb"),
        temp.resolve("ver/2/saved_model.pb"),
        StandardCopyOption.REPLACE_EXISTING);
    until(() -> predict("ver") == 2);
    assertThat(status("ver", 2).getStatus().getErrorCodeValue()).isZero();
  }

  @Test
  void oldVersionGoesFirstWhereMemoryIsToBeSpared() throws IOException {
    publish("version_echo/1", "ver", "1");
    start(
        QUICK.withTransition(TransitionPolicy.RESOURCE_PRESERVING),
        ServedModel.of("ver", temp.resolve("ver")));
    publish("bad_missing_variables/1", "ver", "2");
    until(() -> state("ver", 2) == State.END);
    assertThat(state("ver", 1)).isEqualTo(State.END);
    assertThat(code("ver")).isEqualTo(Status.Code.NOT_FOUND);
  }

  @Test
  void modelThatTakesLongToLoadDelaysNoOther() throws Exception {
    publish("version_echo/1", "ver", "1");
    publish("own_half_plus_two/1", "stuck", "1");
    Path pipe =
        Files.createDirectories(temp.resolve("stuck/1/assets.extra"))
            .resolve("tf_serving_warmup_requests");
    // Whoever opens a pipe to read waits for one who opens it to write.
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    start(
        QUICK.withStartPatience(Duration.ZERO),
        ServedModel.of("stuck", temp.resolve("stuck")),
        ServedModel.of("ver", temp.resolve("ver")));
    until(() -> code("ver") == Status.Code.OK);
    publish("version_echo/2", "ver", "2");
    until(() -> predict("ver") == 2);
    until(() -> state("ver", 1) == State.END);
    until(() -> state("stuck", 1) == State.LOADING);
    Files.newOutputStream(pipe).close();
    until(() -> state("stuck", 1) == State.AVAILABLE);
  }

  private void start(LoadingConfig loading, ServedModel... models) {
    server =
        ModelServer.start(
            ServerConfig.defaults().withModels(Arrays.asList(models)).withLoading(loading));
    channel = InProcessChannelBuilder.forName(server.inProcessName()).build();
  }

  /** Asks again and again; the test's time limit ends what never comes. */
  private static void until(BooleanSupplier reached) {
    while (!reached.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  private long predict(String model) {
    var request =
        PredictRequest.newBuilder()
            .setModelSpec(ModelSpec.newBuilder().setName(model))
            .putInputs("x", TensorProto.newBuilder().setDtype(DataType.DT_FLOAT).build())
            .build();
    return PredictionServiceGrpc.newBlockingStub(channel)
        .predict(request)
        .getModelSpec()
        .getVersion()
        .getValue();
  }

  private Status.Code code(String model) {
    try {
      assertThat(predict(model)).isPositive();
      return Status.Code.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode();
    }
  }

  private List<Long> versions(String model) {
    return statuses(model).stream().map(ModelVersionStatus::getVersion).toList();
  }

  private State state(String model, long version) {
    return status(model, version).getState();
  }

  private ModelVersionStatus status(String model, long version) {
    return statuses(model).stream()
        .filter(status -> status.getVersion() == version)
        .findFirst()
        .orElseGet(ModelVersionStatus::getDefaultInstance);
  }

  private List<ModelVersionStatus> statuses(String model) {
    try {
      return ModelServiceGrpc.newBlockingStub(channel)
          .getModelStatus(
              GetModelStatusRequest.newBuilder()
                  .setModelSpec(ModelSpec.newBuilder().setName(model))
                  .build())
          .getModelVersionStatusList();
    } catch (StatusRuntimeException e) {
      assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
      return List.of();
    }
  }

  /** Copies a version and renames it into place. */
  private void publish(String version, String model, String name) throws IOException {
    Path from = TestModels.path(version);
    Path copy = temp.resolve("copy-" + model + name);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(from.relativize(file).toString()));
      }
    }
    move(copy, Files.createDirectories(temp.resolve(model)).resolve(name));
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }
}
