package dev.strobe.server.grpc;

import static dev.strobe.server.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strobe.protos.serving.ModelConfig;
import dev.strobe.protos.serving.ModelConfigList;
import dev.strobe.protos.serving.ModelServerConfig;
import dev.strobe.protos.serving.ModelServiceGrpc;
import dev.strobe.protos.serving.ModelServiceGrpc.ModelServiceBlockingStub;
import dev.strobe.protos.serving.ModelVersionStatus.State;
import dev.strobe.protos.serving.ReloadConfigRequest;
import dev.strobe.protos.serving.ReloadConfigResponse;
import dev.strobe.protos.tensorflow.Code;
import dev.strobe.server.ServerConfig;
import dev.strobe.server.TestModels;
import dev.strobe.server.TestServer;
import dev.strobe.server.configuration.ReloadConfig;
import dev.strobe.server.configuration.WatchedConfigFile;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
final class ReloadIT {
  private static final int MINUTES = 1;

  @TempDir Path temp;

  private Path file;
  private TestServer server;

  @BeforeEach
  void start() {
    file = temp.resolve("models.config");
    server =
        new TestServer(
            ServerConfig.defaults()
                .withModels(List.of(TestModels.newest("hp2", "own_half_plus_two")))
                .withReload(
                    ReloadConfig.defaults()
                        .withFile(new WatchedConfigFile(file, Duration.ofMillis(50)))));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  @DisplayName("L01: only the models of the new configuration serve")
  void onlyTheModelsOfTheNewConfigurationServe() throws Exception {
    Iterator<HealthCheckResponse> health = health("hp2");
    assertThat(health.next().getStatus()).isEqualTo(ServingStatus.SERVING);
    assertThat(reload(model("ver", "version_echo")).getStatus().getErrorCodeValue()).isZero();
    assertThat(server.answering("ver")).isEqualTo(3);
    assertThat(health.next().getStatus()).isEqualTo(ServingStatus.NOT_SERVING);
    assertThat(server.code("hp2")).isEqualTo(Status.Code.NOT_FOUND);
    until(() -> server.state("hp2", 1) == State.END);
    assertThat(server.status("hp2", 1).getStatus().getErrorCodeValue()).isZero();
    assertThat(health("").next().getStatus()).isEqualTo(ServingStatus.SERVING);
    server.server().requireAvailable();
  }

  @Test
  void brokenAndMissingModelsAreToldOfAndOthersServe() {
    assertThatThrownBy(
            () ->
                reload(
                    model("bad", "bad_missing_variables"),
                    model("gone", "no_such_model"),
                    model("hp2", "own_half_plus_two"),
                    model("ver", "version_echo")))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> {
              assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNKNOWN);
              assertThat(e.getStatus().getDescription())
                  .startsWith("2 model(s) did not become available: {{{name: bad version: 1}")
                  .contains("{{name: gone} due to error: NOT_FOUND: Could not find base path");
            });
    assertThat(server.answering("hp2")).isEqualTo(1);
    assertThat(server.answering("ver")).isEqualTo(3);
    assertThat(server.state("bad", 1)).isEqualTo(State.END);
  }

  /** A folder that looks like a version and is no SavedModel at all. */
  @Test
  @DisplayName("L03: version without a saved model is not found")
  void versionWithoutASavedModelIsNotFound() throws Exception {
    Path base = temp.resolve("none");
    Files.createDirectories(base.resolve("00000123"));
    Files.writeString(base.resolve("00000123/export.meta"), "of another format");
    assertThatThrownBy(
            () ->
                reload(
                    model("hp2", "own_half_plus_two"),
                    model("none", "").toBuilder().setBasePath(base.toString()).build()))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("UNKNOWN: 1 model(s) did not become available");
    assertThat(server.state("none", 123)).isEqualTo(State.END);
    assertThat(server.status("none", 123).getStatus().getErrorCode()).isEqualTo(Code.NOT_FOUND);
    assertThat(server.answering("hp2")).isEqualTo(1);
  }

  @Test
  void refusedConfigurationChangesNothing() {
    assertThatThrownBy(
            () ->
                reload(
                    model("ver", "version_echo").toBuilder().putVersionLabels("stable", 2).build()))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("FAILED_PRECONDITION: Request to assign label to version 2");
    assertThatThrownBy(
            () -> models().handleReloadConfigRequest(ReloadConfigRequest.getDefaultInstance()))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("Only ModelConfigList is currently supported");
    assertThat(server.answering("hp2")).isEqualTo(1);
  }

  @Test
  void changedFileIsPutIntoEffect() throws IOException {
    Iterator<HealthCheckResponse> health = health("hp2");
    assertThat(health.next().getStatus()).isEqualTo(ServingStatus.SERVING);
    Files.writeString(file, "model_config_list { }");
    assertThat(health.next().getStatus()).isEqualTo(ServingStatus.NOT_SERVING);
    Path written = temp.resolve("written");
    Files.writeString(
        written,
        "model_config_list { config { name: 'hp2' model_platform: 'tensorflow' base_path: '%s' } }"
            .formatted(TestModels.path("own_half_plus_two")));
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    assertThat(health.next().getStatus()).isEqualTo(ServingStatus.SERVING);
    assertThat(server.answering("hp2")).isEqualTo(1);
  }

  private static ModelConfig model(String name, String model) {
    return ModelConfig.newBuilder()
        .setName(name)
        .setBasePath(TestModels.path(model).toString())
        .setModelPlatform("tensorflow")
        .build();
  }

  private ReloadConfigResponse reload(ModelConfig... configured) {
    var list = ModelConfigList.newBuilder().addAllConfig(Arrays.asList(configured));
    return models()
        .handleReloadConfigRequest(
            ReloadConfigRequest.newBuilder()
                .setConfig(ModelServerConfig.newBuilder().setModelConfigList(list))
                .build());
  }

  private ModelServiceBlockingStub models() {
    return ModelServiceGrpc.newBlockingStub(server.channel())
        .withDeadlineAfter(MINUTES, TimeUnit.MINUTES);
  }

  private Iterator<HealthCheckResponse> health(String service) {
    return HealthGrpc.newBlockingStub(server.channel())
        .withDeadlineAfter(MINUTES, TimeUnit.MINUTES)
        .watch(HealthCheckRequest.newBuilder().setService(service).build());
  }
}
