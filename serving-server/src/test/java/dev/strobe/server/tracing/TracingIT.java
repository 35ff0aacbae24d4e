package dev.strobe.server.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.strobe.server.ObservabilityConfig;
import dev.strobe.server.ServerConfig;
import dev.strobe.server.TestModels;
import dev.strobe.server.TestServer;
import dev.strobe.server.wire.RawBytes;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Traces as a collector gets them, over either of OTLP's protocols. */
@Timeout(120)
final class TracingIT {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";
  private static final Map<String, String> SAMPLED =
      Map.of("traceparent", "00-" + TRACE + "-" + SPAN + "-01");

  private final LinkedBlockingQueue<byte[]> exports = new LinkedBlockingQueue<>();

  @Test
  void callsAreTracedOverHttp() throws Exception {
    HttpServer collector = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    collector.createContext("/v1/traces", this::collect);
    collector.start();
    try {
      assertTraced("http/protobuf", collector.getAddress().getPort());
    } finally {
      collector.stop(0);
    }
  }

  @Test
  void callsAreTracedOverGrpc() throws Exception {
    Server collector = NettyServerBuilder.forPort(0).addService(collector()).build().start();
    try {
      assertTraced("grpc", collector.getPort());
    } finally {
      collector.shutdownNow();
    }
  }

  private void assertTraced(String protocol, int port) throws Exception {
    var tracing =
        new TracingConfig(
            Map.of(
                "otel.exporter.otlp.protocol",
                protocol,
                "otel.exporter.otlp.endpoint",
                "http://localhost:" + port));
    ServerConfig config =
        ServerConfig.defaults()
            .withModels(List.of(TestModels.newest("m", "own_half_plus_two")))
            .withObservability(ObservabilityConfig.defaults().withTracing(tracing));
    try (var server = new TestServer(config)) {
      var unused = server.predict("m", 3, SAMPLED);
      assertThat(server.post("/v1/models/m:predict", "{\"instances\":[1]}").statusCode())
          .isEqualTo(200);
    }
    byte[] export = exports.poll(60, TimeUnit.SECONDS);
    String text = new String(export, StandardCharsets.ISO_8859_1);
    assertThat(text)
        .contains(
            "strobe-model-server",
            "tensorflow.serving.PredictionService/Predict",
            "queue",
            "compute",
            "model.name",
            "model.version",
            "model.signature",
            "serving_default",
            "model.rows",
            "http.request.method",
            "/v1/models/m:predict")
        .contains(binary(TRACE))
        .contains(binary(SPAN));
  }

  private static String binary(String hex) {
    return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
  }

  private void collect(HttpExchange exchange) throws IOException {
    exports.add(exchange.getRequestBody().readAllBytes());
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  private ServerServiceDefinition collector() {
    MethodDescriptor<byte[], byte[]> export =
        MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("opentelemetry.proto.collector.trace.v1.TraceService/Export")
            .setRequestMarshaller(new RawBytes())
            .setResponseMarshaller(new RawBytes())
            .build();
    return ServerServiceDefinition.builder("opentelemetry.proto.collector.trace.v1.TraceService")
        .addMethod(
            export,
            ServerCalls.asyncUnaryCall(
                (request, response) -> {
                  exports.add(request);
                  response.onNext(new byte[0]);
                  response.onCompleted();
                }))
        .build();
  }
}
