package dev.strobe.server;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelServerMainIT {
  private static final int CALLS = 50;
  private static final int SIZE = 500;

  @TempDir Path temp;

  @Test
  void terminatedServerAnswersWhatIsInFlightAndEndsWithZero() throws Exception {
    int port = freePort();
    Process server =
        start(
            "--port=" + port,
            "--model_name=slow",
            "--model_base_path=" + TestModels.path("slow_matmul"));
    ManagedChannel channel =
        ManagedChannelBuilder.forAddress("localhost", port).usePlaintext().build();
    try {
      Iterator<HealthCheckResponse> health =
          HealthGrpc.newBlockingStub(channel)
              .withWaitForReady()
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
      server.destroy();
      assertThat(health.next().getStatus()).isEqualTo(ServingStatus.NOT_SERVING);
      for (ListenableFuture<PredictResponse> answer : answers) {
        assertThat(answer.get(1, TimeUnit.MINUTES).getOutputsCount()).isEqualTo(1);
      }
      assertThat(server.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(server.exitValue()).isZero();
    } finally {
      channel.shutdownNow();
      server.destroyForcibly();
    }
  }

  @Test
  void occupiedPortFailsTheStartWithOneLine() throws Exception {
    try (var occupied = new ServerSocket(0)) {
      Process server =
          start(
              "--port=" + occupied.getLocalPort(),
              "--model_base_path=" + TestModels.path("two_in"));
      assertThat(server.waitFor()).isEqualTo(1);
      assertThat(Files.readString(log()))
          .contains(
              "Failed to start server. Error: UNAVAILABLE: Cannot listen at port "
                  + occupied.getLocalPort())
          .doesNotContain("\tat ");
    }
  }

  private Process start(String... flags) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path")));
    command.add(ModelServerMain.class.getName());
    command.addAll(List.of(flags));
    return new ProcessBuilder(command)
        .directory(temp.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log().toFile())
        .start();
  }

  private Path log() {
    return temp.resolve("log");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
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
