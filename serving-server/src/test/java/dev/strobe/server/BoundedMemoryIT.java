package dev.strobe.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.ByteString;
import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.PredictRequest;
import dev.strobe.protos.serving.PredictResponse;
import dev.strobe.protos.serving.PredictionServiceGrpc;
import dev.strobe.protos.tensorflow.DataType;
import dev.strobe.protos.tensorflow.TensorProto;
import dev.strobe.protos.tensorflow.TensorShapeProto;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Large requests against a server with little memory. */
@Timeout(300)
final class BoundedMemoryIT {
  private static final int MEBIBYTE = 1 << 20;
  private static final int CALLERS = 64;
  private static final int CALL_BYTES = 9_600_000;

  /** TensorFlow, the Java machine and its code, of which the heap's bound says nothing. */
  private static final long PROCESS_BYTES = 700L * MEBIBYTE;

  private static final int BODY_BYTES = 50 * MEBIBYTE;
  private static final String NUMBER = "0.1234567,";

  @Test
  void manyLargeCallsShareLittleMemory() throws Exception {
    int heap = 256;
    List<ManagedChannel> channels = new ArrayList<>();
    try (ServerProcess server =
        ServerProcess.start(
            List.of("-Xmx" + heap + "m"),
            "--rest_api_port=0",
            "--model_name=types",
            "--model_base_path=" + TestModels.path("types_echo"),
            "--enable_serialization_as_tensor_content")) {
      PredictRequest request = bytes();
      List<ListenableFuture<PredictResponse>> answers = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        if (i % 8 == 0) {
          channels.add(
              NettyChannelBuilder.forAddress("localhost", server.grpcPort())
                  .usePlaintext()
                  .maxInboundMessageSize(Integer.MAX_VALUE)
                  .build());
        }
        answers.add(
            PredictionServiceGrpc.newFutureStub(channels.get(channels.size() - 1))
                .predict(request));
      }
      for (ListenableFuture<PredictResponse> answer : answers) {
        TensorProto output =
            answer.get(2, TimeUnit.MINUTES).getOutputsMap().values().iterator().next();
        assertThat(output.getTensorContent().size()).isEqualTo(CALL_BYTES);
      }
      assertThat(server.peakBytes()).isLessThan(PROCESS_BYTES + 2L * heap * MEBIBYTE);
    } finally {
      channels.forEach(ManagedChannel::shutdownNow);
    }
  }

  private static PredictRequest bytes() {
    return PredictRequest.newBuilder()
        .setModelSpec(ModelSpec.newBuilder().setName("types").setSignatureName("echo_u8"))
        .putInputs(
            "u8",
            TensorProto.newBuilder()
                .setDtype(DataType.DT_UINT8)
                .setTensorShape(
                    TensorShapeProto.newBuilder()
                        .addDim(TensorShapeProto.Dim.newBuilder().setSize(CALL_BYTES)))
                .setTensorContent(ByteString.copyFrom(new byte[CALL_BYTES]))
                .build())
        .build();
  }

  /** The heap holds the body, twice the tensor, and what the server needs anyway. */
  @Test
  void largeJsonBodyNeedsLittleHeapBesideItself() throws Exception {
    int count = BODY_BYTES / NUMBER.length();
    int tensorBytes = count * Float.BYTES;
    int serverBytes = 24 * MEBIBYTE;
    long heap = BODY_BYTES + 2L * tensorBytes + serverBytes;
    List<String> options =
        List.of("-Xmx" + heap, "-Xmn12m", "-XX:+UseSerialGC", "-XX:MaxDirectMemorySize=256m");
    try (ServerProcess server =
        ServerProcess.start(
            options,
            "--port=0",
            "--rest_api_timeout_in_ms=0",
            "--model_name=types",
            "--model_base_path=" + TestModels.path("types_echo"))) {
      for (int i = 0; i < 3; i++) {
        HttpResponse<byte[]> answer =
            HttpClient.newHttpClient()
                .send(
                    HttpRequest.newBuilder(
                            URI.create(
                                "http://localhost:"
                                    + server.restPort()
                                    + "/v1/models/types:predict"))
                        .POST(BodyPublishers.ofString(numbers(count)))
                        .build(),
                    BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body().length).isGreaterThan(count * "0.1234567, ".length());
      }
      server.terminate();
      assertThat(server.awaitEnd()).isZero();
    }
  }

  private static String numbers(int count) {
    String head = "{\"signature_name\":\"echo_f32\",\"inputs\":[";
    return head + NUMBER.repeat(count - 1) + "0.1234567]}";
  }
}
