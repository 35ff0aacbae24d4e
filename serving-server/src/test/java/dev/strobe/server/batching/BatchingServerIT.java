package dev.strobe.server.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.TextFormat;
import dev.strobe.protos.serving.BatchingParameters;
import dev.strobe.protos.serving.PredictRequest;
import dev.strobe.protos.serving.PredictResponse;
import dev.strobe.protos.serving.PredictionServiceGrpc;
import dev.strobe.server.InterfacesConfig;
import dev.strobe.server.LoadingConfig;
import dev.strobe.server.ModelServer;
import dev.strobe.server.ObservabilityConfig;
import dev.strobe.server.RunConfig;
import dev.strobe.server.ServerConfig;
import dev.strobe.server.TestModels;
import dev.strobe.server.TestServer;
import dev.strobe.server.rest.RestConfig;
import dev.strobe.server.servable.LoadRetries;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A whole server that batches. */
@Timeout(120)
final class BatchingServerIT {
  private static final String LONG = "batch_timeout_micros { value: 600000000 } ";

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void fullBatchAnswersBothCallers() throws Exception {
    try (ModelServer server = start(LONG + "max_batch_size { value: 2 }", rest())) {
      CompletableFuture<HttpResponse<String>> one = ask(server, "{\"instances\":[1]}");
      assertThat(ask(server, "{\"instances\":[2]}").get().body()).contains("3.0");
      assertThat(one.get().body()).contains("2.5");
    }
  }

  @Test
  void shapesThatDifferDoNotMeet() throws Exception {
    try (ModelServer server = start(LONG + "max_batch_size { value: 2 }", rest())) {
      String square = "{\"instances\":[[[1,2],[3,4]]]}";
      String wide = "{\"instances\":[[[1,2,3]]]}";
      CompletableFuture<HttpResponse<String>> one = ask(server, square);
      CompletableFuture<HttpResponse<String>> two = ask(server, wide);
      assertThat(ask(server, square).get().statusCode()).isEqualTo(200);
      assertThat(ask(server, wide).get().statusCode()).isEqualTo(200);
      assertThat(one.get().statusCode()).isEqualTo(200);
      assertThat(two.get().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void callsThatOneConnectionBringsAtOnceAreOneBatch() throws Exception {
    ServerConfig config =
        config("", rest())
            .withObservability(
                ObservabilityConfig.defaults()
                    .withMetrics(ObservabilityConfig.DEFAULT_METRICS_PATH));
    EventLoopGroup loop = new NioEventLoopGroup(1);
    try (var server = new TestServer(config)) {
      ManagedChannel channel =
          NettyChannelBuilder.forAddress("localhost", server.server().port().getAsInt())
              .eventLoopGroup(loop)
              .channelType(NioSocketChannel.class)
              .usePlaintext()
              .build();
      callAtOnce(channel, loop, 1);
      callAtOnce(channel, loop, 8);
      channel.shutdownNow();
      String sizes = ":tensorflow:serving:batching_session:processed_batch_size";
      assertThat(server.metrics()).contains(sizes + "_count{} 2", sizes + "_sum{} 9");
    }
    var unused = loop.shutdownGracefully();
  }

  /** Sends requests in one turn of the client's loop, so in one packet, and awaits the answers. */
  private static void callAtOnce(ManagedChannel channel, EventLoopGroup loop, int calls)
      throws Exception {
    PredictRequest request =
        TextFormat.parse(
            "model_spec { name: 'm' } inputs { key: 'x' value {"
                + " dtype: DT_FLOAT tensor_shape { dim { size: 1 } } float_val: 1 } }",
            PredictRequest.class);
    var stub = PredictionServiceGrpc.newFutureStub(channel);
    List<ListenableFuture<PredictResponse>> answers =
        loop.submit(() -> Stream.generate(() -> stub.predict(request)).limit(calls).toList()).get();
    for (ListenableFuture<PredictResponse> answer : answers) {
      assertThat(answer.get().getOutputsOrThrow("y").getFloatVal(0)).isEqualTo(2.5f);
    }
  }

  @Test
  void tooManyRowsAreRefusedOrSplit() throws Exception {
    String body = "{\"instances\":[1,2,3,4,5]}";
    try (ModelServer server = start("max_batch_size { value: 4 }", rest())) {
      HttpResponse<String> answer = ask(server, body).get();
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("Task size 5 is larger than maximum input batch size 4");
    }
    try (ModelServer server =
        start("max_batch_size { value: 4 } enable_large_batch_splitting { value: true }", rest())) {
      HttpResponse<String> answer = ask(server, body).get();
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body().replaceAll("\\s", "")).contains("[2.5,3.0,3.5,4.0,4.5]");
    }
  }

  @Test
  void deadlineInTheQueueIsToldFromOneInTheModel() throws Exception {
    RestConfig hasty = rest().withTimeout(Optional.of(Duration.ofMillis(200)));
    try (ModelServer server = start(LONG, hasty)) {
      HttpResponse<String> answer = ask(server, "{\"instances\":[1]}").get();
      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.body()).contains("Run() timeout exceeded while waiting in batching queue");
    }
  }

  @Test
  void parametersThatAreNotAllowedFailTheLoad() throws Exception {
    try (ModelServer server =
        start(
            "max_batch_size { value: 8 } allowed_batch_sizes: 4 allowed_batch_sizes: 6", rest())) {
      assertThatThrownBy(server::requireAvailable)
          .hasMessageContaining(
              "Last entry in allowed_batch_sizes must match max_batch_size; last entry was 6;"
                  + " expected 8");
    }
  }

  private CompletableFuture<HttpResponse<String>> ask(ModelServer server, String body) {
    URI uri =
        URI.create("http://localhost:" + server.restPort().getAsInt() + "/v1/models/m:predict");
    return client.sendAsync(
        HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  private static RestConfig rest() {
    return RestConfig.defaults();
  }

  private static ModelServer start(String parameters, RestConfig rest) throws Exception {
    return ModelServer.start(config(parameters, rest));
  }

  private static ServerConfig config(String parameters, RestConfig rest) throws Exception {
    var batching =
        new BatchingSettings(
            TextFormat.parse(parameters, BatchingParameters.class),
            BatchingSettings.Scope.ALL,
            Optional.empty());
    return ServerConfig.defaults()
        .withModels(List.of(TestModels.newest("m", "own_half_plus_two")))
        .withLoading(LoadingConfig.defaults().withRetries(new LoadRetries(0, Duration.ZERO)))
        .withRuns(RunConfig.defaults().withBatching(batching))
        .withInterfaces(
            InterfacesConfig.defaults().withRest(rest).withDrainPatience(Duration.ofMillis(1)));
  }
}
