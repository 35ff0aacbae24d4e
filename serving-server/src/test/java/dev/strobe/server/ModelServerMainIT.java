package dev.strobe.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.google.common.util.concurrent.ListenableFuture;
import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.PredictRequest;
import dev.strobe.protos.serving.PredictResponse;
import dev.strobe.protos.serving.PredictionServiceGrpc;
import dev.strobe.protos.tensorflow.DataType;
import dev.strobe.protos.tensorflow.TensorProto;
import dev.strobe.protos.tensorflow.TensorShapeProto;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelServerMainIT {
  private static final List<String> SMALL = List.of("-Xmx512m");
  private static final int CALLS = 50;
  private static final int SIZE = 500;

  @TempDir Path temp;

  @Test
  @DisplayName("L18: terminated server answers what is in flight and ends with zero")
  void terminatedServerAnswersWhatIsInFlightAndEndsWithZero() throws Exception {
    ServerProcess server =
        ServerProcess.start(
            SMALL, "--model_name=slow", "--model_base_path=" + TestModels.path("slow_matmul"));
    ManagedChannel channel =
        ManagedChannelBuilder.forAddress("localhost", server.grpcPort()).usePlaintext().build();
    try {
      Iterator<HealthCheckResponse> health =
          HealthGrpc.newBlockingStub(channel)
              .withDeadlineAfter(2, TimeUnit.MINUTES)
              .watch(HealthCheckRequest.newBuilder().setService("slow").build());
      assertThat(health.next().getStatus()).isEqualTo(ServingStatus.SERVING);
      List<ListenableFuture<PredictResponse>> answers = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        answers.add(PredictionServiceGrpc.newFutureStub(channel).predict(request()));
      }
      // A call on the same connection that is answered comes after those before it.
      assertThat(
              HealthGrpc.newBlockingStub(channel)
                  .check(HealthCheckRequest.getDefaultInstance())
                  .getStatus())
          .isEqualTo(ServingStatus.SERVING);
      server.terminate();
      assertThat(health.next().getStatus()).isEqualTo(ServingStatus.NOT_SERVING);
      for (ListenableFuture<PredictResponse> answer : answers) {
        assertThat(answer.get(1, TimeUnit.MINUTES).getOutputsCount()).isEqualTo(1);
      }
      assertThat(server.awaitEnd()).isZero();
      assertThat(server.log()).anyMatch(line -> line.endsWith("Unloaded {name: slow version: 1}"));
    } finally {
      channel.shutdownNow();
      server.close();
    }
  }

  @Test
  void occupiedPortFailsTheStartWithOneLine() throws Exception {
    try (var occupied = new ServerSocket(0)) {
      assertFails(
          "UNAVAILABLE: Cannot listen at port " + occupied.getLocalPort(),
          "--port=" + occupied.getLocalPort(),
          "--model_base_path=" + TestModels.path("two_in"));
    }
  }

  @Test
  @DisplayName("L04: labels of versions not loaded yet fail the start")
  void labelsOfVersionsNotLoadedYetFailTheStart() throws Exception {
    Path models =
        Files.writeString(
            temp.resolve("models.config"),
            """
            model_config_list { config {
              name: 'ver' base_path: '%s' model_platform: 'tensorflow'
              version_labels { key: 'stable' value: 3 }
            } }"""
                .formatted(TestModels.path("version_echo")));
    assertFails(
        "Request to assign label to version 3 of model ver, which is not currently available for"
            + " inference",
        "--model_config_file=" + models);
    try (ServerProcess server =
        ServerProcess.start(
            SMALL,
            "--model_config_file=" + models,
            "--allow_version_labels_for_unavailable_models")) {
      assertThat(server.isAlive()).isTrue();
    }
  }

  @Test
  void versionIsToldInPlaceOfServing() throws Exception {
    try (ServerProcess server = ServerProcess.runToItsEnd("--version")) {
      assertThat(server.awaitEnd()).isZero();
      assertThat(server.log())
          .anyMatch(line -> line.startsWith("TensorFlow ModelServer: strobe "))
          .anyMatch(line -> line.startsWith("TensorFlow Library: "));
    }
  }

  private static void assertFails(String reason, String... flags) throws Exception {
    try (ServerProcess server = ServerProcess.runToItsEnd(flags)) {
      assertThat(server.awaitEnd()).isEqualTo(1);
      assertThat(server.log())
          .filteredOn(line -> line.startsWith("Failed to start server. Error: "))
          .singleElement(STRING)
          .contains(reason);
      assertThat(server.log()).noneMatch(line -> line.startsWith("\tat "));
    }
  }

  private static PredictRequest request() {
    var shape =
        TensorShapeProto.newBuilder()
            .addDim(TensorShapeProto.Dim.newBuilder().setSize(SIZE))
            .addDim(TensorShapeProto.Dim.newBuilder().setSize(SIZE));
    return PredictRequest.newBuilder()
        .setModelSpec(ModelSpec.newBuilder().setName("slow"))
        .putInputs(
            "x",
            TensorProto.newBuilder()
                .setDtype(DataType.DT_FLOAT)
                .setTensorShape(shape)
                .addFloatVal(0)
                .build())
        .build();
  }
}
