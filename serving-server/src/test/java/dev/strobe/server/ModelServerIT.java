package dev.strobe.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strobe.protos.serving.GetModelStatusRequest;
import dev.strobe.protos.serving.ModelServiceGrpc;
import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.ModelVersionStatus;
import dev.strobe.protos.serving.PredictRequest;
import dev.strobe.protos.serving.PredictionServiceGrpc;
import dev.strobe.protos.tensorflow.DataType;
import dev.strobe.protos.tensorflow.TensorProto;
import dev.strobe.server.configuration.ServedModel;
import dev.strobe.server.rest.RestConfig;
import dev.strobe.server.servable.LoadRetries;
import dev.strobe.server.source.PollingConfig;
import io.grpc.ManagedChannel;
import io.grpc.inprocess.InProcessChannelBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelServerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path temp;

  private Path base;
  private ModelServer server;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws IOException {
    base = Files.createDirectory(temp.resolve("ver"));
    publish("version_echo/1", 1);
    server =
        ModelServer.start(
            ServerConfig.defaults()
                .withModels(
                    List.of(
                        ServedModel.of("missing", temp.resolve("missing")),
                        ServedModel.of("ver", base)))
                .withInterfaces(InterfacesConfig.defaults().withRest(RestConfig.defaults()))
                .withLoading(
                    LoadingConfig.defaults()
                        .withPolling(PollingConfig.every(Duration.ofMillis(20)))
                        .withRetries(new LoadRetries(0, Duration.ZERO))));
    channel = InProcessChannelBuilder.forName(server.inProcessName()).build();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.close();
    server.close();
  }

  @Test
  void switchAndRollbackUnderLoadLoseNoCall() throws IOException {
    assertThat(callUntil(version -> true)).isEqualTo(1);
    publish("version_echo/2", 2);
    assertThat(callUntil(version -> version != 1)).isEqualTo(2);
    assertThat(callUntil(version -> state(1) == ModelVersionStatus.State.END)).isEqualTo(2);
    move(base.resolve("2"), temp.resolve("removed"));
    assertThat(callUntil(version -> version != 2)).isEqualTo(1);
  }

  @Test
  void halfCopiedVersionNeverReplacesAGoodOne() throws IOException {
    publish("bad_missing_variables/1", 9);
    long answering = callUntil(version -> state(9) == ModelVersionStatus.State.END);
    assertThat(answering).isEqualTo(1);
  }

  @Test
  void restAnswersTheSame() throws IOException, InterruptedException {
    URI uri =
        URI.create("http://localhost:" + server.restPort().getAsInt() + "/v1/models/ver:predict");
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(uri)
                    .POST(BodyPublishers.ofString("{\"inputs\": 0.0}"))
                    .build(),
                BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("\"outputs\"");
  }

  /** Calls without a pause, none of which may fail, until the version that answered suits. */
  private long callUntil(LongPredicate suits) {
    var stub = PredictionServiceGrpc.newBlockingStub(channel);
    var request =
        PredictRequest.newBuilder()
            .setModelSpec(ModelSpec.newBuilder().setName("ver"))
            .putInputs("x", TensorProto.newBuilder().setDtype(DataType.DT_FLOAT).build())
            .build();
    long start = System.nanoTime();
    while (System.nanoTime() - start < PATIENCE.toNanos()) {
      long version = stub.predict(request).getModelSpec().getVersion().getValue();
      if (suits.test(version)) {
        return version;
      }
    }
    throw new AssertionError("the version did not change within " + PATIENCE);
  }

  private ModelVersionStatus.State state(long version) {
    return ModelServiceGrpc.newBlockingStub(channel)
        .getModelStatus(
            GetModelStatusRequest.newBuilder()
                .setModelSpec(ModelSpec.newBuilder().setName("ver"))
                .build())
        .getModelVersionStatusList()
        .stream()
        .filter(status -> status.getVersion() == version)
        .map(ModelVersionStatus::getState)
        .findFirst()
        .orElse(ModelVersionStatus.State.UNKNOWN);
  }

  /** Copies a model beside the base path and renames it into place. */
  private void publish(String model, long version) throws IOException {
    Path from = TestModels.path(model);
    Path copy = temp.resolve("copy-" + version);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(from.relativize(file).toString()));
      }
    }
    move(copy, base.resolve(Long.toString(version)));
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }
}
