package dev.strobe.server;

import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.PredictRequest;
import dev.strobe.protos.serving.PredictResponse;
import dev.strobe.protos.serving.PredictionServiceGrpc;
import dev.strobe.protos.tensorflow.DataType;
import dev.strobe.protos.tensorflow.TensorProto;
import dev.strobe.protos.tensorflow.TensorShapeProto;
import dev.strobe.server.grpc.GrpcConfig;
import dev.strobe.server.rest.RestConfig;
import dev.strobe.server.servable.LoadRetries;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** A server on ports of its own, and clients of it. */
public final class ObservedServer implements AutoCloseable {
  private final ModelServer server;
  private final ManagedChannel channel;
  private final HttpClient http = HttpClient.newHttpClient();

  /** Starts a server with both interfaces, which does not try again to load what failed. */
  public ObservedServer(ServerConfig config) {
    server =
        ModelServer.start(
            config
                .withInterfaces(
                    config
                        .interfaces()
                        .withGrpc(GrpcConfig.defaults().withPort(0))
                        .withRest(config.interfaces().rest().orElse(RestConfig.defaults())))
                .withLoading(config.loading().withRetries(new LoadRetries(0, Duration.ZERO))));
    channel =
        ManagedChannelBuilder.forAddress("localhost", server.port().getAsInt())
            .usePlaintext()
            .build();
  }

  /** Predict over gRPC with an input x of so many rows. */
  public PredictResponse predict(String model, int rows, Map<String, String> headers) {
    var tensor =
        TensorProto.newBuilder()
            .setDtype(DataType.DT_FLOAT)
            .setTensorShape(
                TensorShapeProto.newBuilder()
                    .addDim(TensorShapeProto.Dim.newBuilder().setSize(rows)));
    for (int i = 0; i < rows; i++) {
      tensor.addFloatVal(i);
    }
    var metadata = new Metadata();
    headers.forEach(
        (name, value) ->
            metadata.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
    return PredictionServiceGrpc.newBlockingStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata))
        .predict(
            PredictRequest.newBuilder()
                .setModelSpec(ModelSpec.newBuilder().setName(model))
                .putInputs("x", tensor.build())
                .build());
  }

  /** GET of a path. */
  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  /** POST of a body to a path. */
  public HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://localhost:" + server.restPort().getAsInt() + path);
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.close();
  }
}
