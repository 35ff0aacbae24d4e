package dev.strobe.server.survival;

import static dev.strobe.server.ServerProcess.TOUCHED_HEAP;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.ListenableFuture;
import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.PredictRequest;
import dev.strobe.protos.serving.PredictResponse;
import dev.strobe.protos.serving.PredictionServiceGrpc;
import dev.strobe.protos.tensorflow.DataType;
import dev.strobe.protos.tensorflow.TensorProto;
import dev.strobe.protos.tensorflow.TensorShapeProto;
import dev.strobe.server.ServerProcess;
import dev.strobe.server.TestModels;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a server process must live through beside what its clients send. */
@Timeout(300)
final class SurvivalIT {

  /** 20 products of matrices of this size keep two cores busy for half a minute and more. */
  private static final int HALF_A_MINUTE = 5200;

  private static final int CALLS = 100;

  @TempDir Path temp;

  @Test
  void othersAnswerWhileOneModelRunsForHalfAMinute() throws Exception {
    String models = entry("quick", "own_half_plus_two") + entry("slow", "slow_matmul");
    Path config =
        Files.writeString(temp.resolve("models.config"), "model_config_list {" + models + "}");
    try (ServerProcess server =
        ServerProcess.start(TOUCHED_HEAP, "--model_config_file=" + config)) {
      ManagedChannel channel = channel(server);
      try {
        ListenableFuture<PredictResponse> slow =
            PredictionServiceGrpc.newFutureStub(channel)
                .predict(request("slow", HALF_A_MINUTE, HALF_A_MINUTE));
        for (int i = 0; i < CALLS; i++) {
          PredictResponse answer =
              PredictionServiceGrpc.newBlockingStub(channel)
                  .withDeadlineAfter(5, TimeUnit.SECONDS)
                  .predict(request("quick", 1));
          assertThat(answer.getOutputsOrThrow("y").getFloatVal(0)).isEqualTo(2);
        }
        assertThat(slow.isDone()).isFalse();
      } finally {
        channel.shutdownNow();
      }
    }
  }

  @Test
  void killedServerStartsAgainAtItsPorts() throws Exception {
    String[] flags = {
      "--model_name=m", "--model_base_path=" + TestModels.path("own_half_plus_two")
    };
    ServerProcess killed = ServerProcess.start(TOUCHED_HEAP, flags);
    ManagedChannel channel = channel(killed);
    try {
      var stub = PredictionServiceGrpc.newBlockingStub(channel).withWaitForReady();
      assertThat(stub.predict(request("m", 1)).getOutputsCount()).isEqualTo(1);
      killed.close();
      try (ServerProcess again =
          ServerProcess.startAt(killed.grpcPort(), killed.restPort(), TOUCHED_HEAP, flags)) {
        assertThat(stub.predict(request("m", 1)).getOutputsCount()).isEqualTo(1);
        assertThat(again.isAlive()).isTrue();
      }
    } finally {
      channel.shutdownNow();
      killed.close();
    }
  }

  private static ManagedChannel channel(ServerProcess server) {
    return ManagedChannelBuilder.forAddress("localhost", server.grpcPort()).usePlaintext().build();
  }

  private static String entry(String name, String model) {
    return " config { name: '%s' base_path: '%s' model_platform: 'tensorflow' }"
        .formatted(name, TestModels.path(model));
  }

  /** Zeros of a shape, for the one input. */
  private static PredictRequest request(String model, int... shape) {
    var dimensions = TensorShapeProto.newBuilder();
    for (int size : shape) {
      dimensions.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    return PredictRequest.newBuilder()
        .setModelSpec(ModelSpec.newBuilder().setName(model))
        .putInputs(
            "x",
            TensorProto.newBuilder()
                .setDtype(DataType.DT_FLOAT)
                .setTensorShape(dimensions)
                .addFloatVal(0)
                .build())
        .build();
  }
}
