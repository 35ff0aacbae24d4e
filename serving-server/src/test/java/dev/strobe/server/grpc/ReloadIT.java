package dev.strobe.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strobe.protos.serving.GetModelStatusRequest;
import dev.strobe.protos.serving.ModelConfig;
import dev.strobe.protos.serving.ModelConfigList;
import dev.strobe.protos.serving.ModelServerConfig;
import dev.strobe.protos.serving.ModelServiceGrpc;
import dev.strobe.protos.serving.ModelServiceGrpc.ModelServiceBlockingStub;
import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.ModelVersionStatus;
import dev.strobe.protos.serving.PredictRequest;
import dev.strobe.protos.serving.PredictionServiceGrpc;
import dev.strobe.protos.serving.ReloadConfigRequest;
import dev.strobe.protos.serving.ReloadConfigResponse;
import dev.strobe.protos.tensorflow.DataType;
import dev.strobe.protos.tensorflow.TensorProto;
import dev.strobe.server.InterfacesConfig;
import dev.strobe.server.LoadingConfig;
import dev.strobe.server.ModelServer;
import dev.strobe.server.ServerConfig;
import dev.strobe.server.TestModels;
import dev.strobe.server.configuration.ReloadConfig;
import dev.strobe.server.configuration.WatchedConfigFile;
import dev.strobe.server.servable.LoadRetries;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReloadIT {
  private static final int MINUTES = 1;

  @TempDir Path temp;

  private Path file;
  private ModelServer server;
  private ManagedChannel channel;

  @BeforeEach
  void start() {
    file = temp.resolve("models.config");
    server =
        ModelServer.start(
            ServerConfig.defaults()
                .withInterfaces(
                    InterfacesConfig.defaults().withGrpc(GrpcConfig.defaults().withPort(0)))
                .withModels(List.of(TestModels.newest("hp2", "own_half_plus_two")))
                .withReload(
                    ReloadConfig.defaults()
                        .withFile(new WatchedConfigFile(file, Duration.ofMillis(50))))
                .withLoading(
                    LoadingConfig.defaults().withRetries(new LoadRetries(0, Duration.ZERO))));
    channel =
        ManagedChannelBuilder.forAddress("localhost", server.port().getAsInt())
            .usePlaintext()
            .build();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.close();
  }

  @Test
  void onlyTheModelsOfTheNewConfigurationServe() {
    Iterator<HealthCheckResponse> health = health("hp2");
    assertThat(health.next().getStatus()).isEqualTo(ServingStatus.SERVING);
    assertThat(reload(model("ver", "version_echo")).getStatus().getErrorCodeValue()).isZero();
    assertThat(predict("ver")).isEqualTo(3);
    assertThat(health.next().getStatus()).isEqualTo(ServingStatus.NOT_SERVING);
    assertCode("hp2", Status.Code.NOT_FOUND);
    assertThat(state("hp2")).isIn(ModelVersionStatus.State.UNLOADING, ModelVersionStatus.State.END);
    assertThat(health("").next().getStatus()).isEqualTo(ServingStatus.SERVING);
    server.requireAvailable();
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
    assertThat(predict("hp2")).isEqualTo(1);
    assertThat(predict("ver")).isEqualTo(3);
    assertThat(state("bad")).isEqualTo(ModelVersionStatus.State.END);
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
    assertThat(predict("hp2")).isEqualTo(1);
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
    assertThat(predict("hp2")).isEqualTo(1);
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
    return ModelServiceGrpc.newBlockingStub(channel).withDeadlineAfter(MINUTES, TimeUnit.MINUTES);
  }

  private ModelVersionStatus.State state(String model) {
    var spec = ModelSpec.newBuilder().setName(model);
    return models()
        .getModelStatus(GetModelStatusRequest.newBuilder().setModelSpec(spec).build())
        .getModelVersionStatus(0)
        .getState();
  }

  private Iterator<HealthCheckResponse> health(String service) {
    return HealthGrpc.newBlockingStub(channel)
        .withDeadlineAfter(MINUTES, TimeUnit.MINUTES)
        .watch(HealthCheckRequest.newBuilder().setService(service).build());
  }

  private long predict(String model) {
    return PredictionServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(MINUTES, TimeUnit.MINUTES)
        .predict(
            PredictRequest.newBuilder()
                .setModelSpec(ModelSpec.newBuilder().setName(model))
                .putInputs("x", TensorProto.newBuilder().setDtype(DataType.DT_FLOAT).build())
                .build())
        .getModelSpec()
        .getVersion()
        .getValue();
  }

  private void assertCode(String model, Status.Code code) {
    assertThatThrownBy(() -> predict(model))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class, e -> assertThat(e.getStatus().getCode()).isEqualTo(code));
  }
}
