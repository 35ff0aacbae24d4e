package dev.strobe.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strobe.protos.serving.GetModelStatusRequest;
import dev.strobe.protos.serving.ModelServiceGrpc;
import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.ModelVersionStatus;
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
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A server on ports of its own, and clients of it. */
public final class TestServer implements AutoCloseable {
  private final ModelServer server;
  private final ManagedChannel channel;
  private final HttpClient http = HttpClient.newHttpClient();

  /** Starts a server with both interfaces, which does not try again to load what failed. */
  public TestServer(ServerConfig config) {
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

  public ModelServer server() {
    return server;
  }

  /** A connection to the gRPC interface. */
  public ManagedChannel channel() {
    return channel;
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

  /** The version that answers Predict. */
  public long answering(String model) {
    return predict(model, 1, Map.of()).getModelSpec().getVersion().getValue();
  }

  /** How Predict ends. */
  public Status.Code code(String model) {
    try {
      assertThat(answering(model)).isPositive();
      return Status.Code.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode();
    }
  }

  /** All versions of a model, as GetModelStatus tells of them; none of a model that is unknown. */
  public List<ModelVersionStatus> statuses(String model) {
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

  /** What is told of one version, which is nothing if it is unknown. */
  public ModelVersionStatus status(String model, long version) {
    return statuses(model).stream()
        .filter(status -> status.getVersion() == version)
        .findFirst()
        .orElseGet(ModelVersionStatus::getDefaultInstance);
  }

  public ModelVersionStatus.State state(String model, long version) {
    return status(model, version).getState();
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

  /** The lines of the metrics' page at its usual path. */
  public List<String> metrics() throws IOException, InterruptedException {
    HttpResponse<String> page = get(ObservabilityConfig.DEFAULT_METRICS_PATH);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
    return page.body().lines().toList();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.close();
  }
}
