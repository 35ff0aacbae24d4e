package dev.strobe.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.TextFormat;
import dev.strobe.protos.serving.GetModelMetadataRequest;
import dev.strobe.protos.serving.GetModelMetadataResponse;
import dev.strobe.protos.serving.PredictionServiceGrpc;
import dev.strobe.protos.serving.SignatureDefMap;
import dev.strobe.server.FlaggedServer;
import dev.strobe.server.ModelServer;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What TensorFlow Serving answers is what this server answers, through both front ends. */
final class ConformanceIT {
  @TempDir static Path temp;

  private static CaseModels models;
  private static ModelServer server;
  private static FrontEnds frontEnds;

  @BeforeAll
  static void start() throws Exception {
    models = CaseModels.in(temp.resolve("models"));
    server = serve();
    server.requireAvailable();
    frontEnds = new FrontEnds(server);
  }

  private static ModelServer serve(String... more) throws Exception {
    Path monitoring = temp.resolve("monitoring.txt");
    Files.writeString(monitoring, "prometheus_config { enable: true }");
    Stream<String> flags =
        Stream.of(
            "--rest_api_port=8501",
            "--model_config_file=" + models.config(temp.resolve("models.config")),
            "--allow_version_labels_for_unavailable_models",
            "--monitoring_config_file=" + monitoring,
            "--enable_grpc_healthcheck_service");
    return FlaggedServer.start(Stream.concat(flags, Stream.of(more)).toArray(String[]::new));
  }

  @AfterAll
  static void stop() {
    frontEnds.close();
    server.close();
  }

  static Stream<ConformanceCase> table() {
    return Stream.of(
            RestTable.inference(),
            RestTable.errors(),
            RestTable.descriptions(),
            RestDetails.values(),
            RestDetails.refusals(),
            RestDetails.paths(),
            GrpcTable.predict(),
            GrpcTable.examples(),
            GrpcTable.models(),
            GrpcDetails.tensors(),
            GrpcDetails.versions(),
            GrpcDetails.examples())
        .flatMap(part -> part);
  }

  @ParameterizedTest
  @MethodSource("table")
  void answersAsTensorFlowServing(ConformanceCase expected) throws Exception {
    expected.check(frontEnds);
  }

  /** E27. */
  @Test
  void optionsAreForPagesOfOtherOrigins() throws Exception {
    String path = "/v1/models/hp2:predict";
    HttpResponse<String> asked = frontEnds.send("OPTIONS", path, "", "Origin", "http://a");
    assertThat(asked.statusCode()).isEqualTo(200);
    assertThat(asked.body()).isEmpty();
    assertThat(asked.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    assertThat(frontEnds.send("OPTIONS", path, "").statusCode()).isEqualTo(400);
    try (ModelServer open = serve("--rest_api_enable_cors_support");
        FrontEnds openFrontEnds = new FrontEnds(open)) {
      asked = openFrontEnds.send("OPTIONS", path, "", "Origin", "http://a");
      assertThat(asked.headers().map())
          .containsKeys(
              "access-control-allow-origin",
              "access-control-allow-methods",
              "access-control-allow-headers");
    }
  }

  /** C07. */
  @Test
  void metadataAsJsonIsThatOfTheSignatures() throws Exception {
    String expected = Files.readString(models.metadata()).strip();
    RestExchange.rest("C07", "GET /v1/models/default/metadata", 200, expected).check(frontEnds);
  }

  /** G26. */
  @Test
  void metadataHasEverySignature() throws Exception {
    GetModelMetadataRequest request =
        TextFormat.parse(
            "model_spec { name: 'hp2' } metadata_field: 'signature_def'",
            GetModelMetadataRequest.class);
    GetModelMetadataResponse answer =
        PredictionServiceGrpc.newBlockingStub(frontEnds.grpc()).getModelMetadata(request);
    assertThat(answer.getModelSpec().getVersion().getValue()).isEqualTo(123);
    Any signatures = answer.getMetadataOrThrow("signature_def");
    assertThat(signatures.unpack(SignatureDefMap.class).getSignatureDefMap())
        .containsOnlyKeys(
            "serving_default",
            "classify_x_to_y",
            "regress_x_to_y",
            "regress_x_to_y2",
            "regress_x2_to_y3");
  }
}
