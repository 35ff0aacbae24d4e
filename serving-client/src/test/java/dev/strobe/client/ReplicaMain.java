package dev.strobe.client;

import com.google.protobuf.ByteString;
import dev.strobe.protos.serving.PredictRequest;
import dev.strobe.protos.serving.PredictResponse;
import dev.strobe.protos.serving.PredictionServiceGrpc;
import dev.strobe.protos.tensorflow.TensorProto;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A server to be killed. It answers after a moment, with its name as version label and as many
 * bytes as it was sent.
 */
final class ReplicaMain extends PredictionServiceGrpc.PredictionServiceImplBase {
  static final String TENSOR = "bytes";
  private static final int DELAY_MILLIS = 3;

  private final String name;
  private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();

  private ReplicaMain(String name) {
    this.name = name;
  }

  /** Takes a name and a port, 0 for any, and prints the port when it listens. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Server server =
        Grpc.newServerBuilderForPort(Integer.parseInt(args[1]), InsecureServerCredentials.create())
            .addService(new ReplicaMain(args[0]))
            .maxInboundMessageSize(Integer.MAX_VALUE)
            .build()
            .start();
    System.out.println(server.getPort());
    server.awaitTermination();
  }

  @Override
  public void predict(PredictRequest request, StreamObserver<PredictResponse> observer) {
    var unused =
        later.schedule(
            () -> {
              observer.onNext(answer(request));
              observer.onCompleted();
            },
            DELAY_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  private PredictResponse answer(PredictRequest request) {
    TensorProto tensor = request.getInputsOrDefault(TENSOR, TensorProto.getDefaultInstance());
    ByteString content = ByteString.copyFrom(new byte[tensor.getTensorContent().size()]);
    return PredictResponse.newBuilder()
        .setModelSpec(request.getModelSpec().toBuilder().setVersionLabel(name))
        .putOutputs(TENSOR, TensorProto.newBuilder().setTensorContent(content).build())
        .build();
  }
}
