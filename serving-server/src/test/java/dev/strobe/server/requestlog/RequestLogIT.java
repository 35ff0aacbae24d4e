package dev.strobe.server.requestlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import dev.strobe.protos.serving.ModelServerConfig;
import dev.strobe.protos.serving.ModelServiceGrpc;
import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.PredictLog;
import dev.strobe.protos.serving.PredictRequest;
import dev.strobe.protos.serving.PredictResponse;
import dev.strobe.protos.serving.PredictionLog;
import dev.strobe.protos.serving.PredictionServiceGrpc;
import dev.strobe.protos.serving.ReloadConfigRequest;
import dev.strobe.protos.tensorflow.DataType;
import dev.strobe.protos.tensorflow.TensorProto;
import dev.strobe.server.InterfacesConfig;
import dev.strobe.server.LoadingConfig;
import dev.strobe.server.ModelServer;
import dev.strobe.server.ServerConfig;
import dev.strobe.server.TestModels;
import dev.strobe.server.configuration.ModelConfigFile;
import dev.strobe.server.configuration.ServedModel;
import dev.strobe.server.rest.RestConfig;
import dev.strobe.server.servable.LoadRetries;
import dev.strobe.server.tfrecord.RecordReader;
import io.grpc.ManagedChannel;
import io.grpc.inprocess.InProcessChannelBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RequestLogIT {
  @TempDir Path temp;

  @Test
  void yesterdaysTrafficWarmsTheNextVersionUp() throws Exception {
    try (Started server = new Started(config(1))) {
      assertThat(server.predict("half", "x", 2).getOutputsOrThrow("y").getFloatVal(0)).isEqualTo(3);
      assertThat(server.rest("{\"instances\": [2.0, 4.0]}")).contains("4.0");
      assertThat(server.rest("{\"instances\": [\"no number\"]}")).contains("error");
    }
    List<Path> files = files();
    assertThat(files).hasSize(1);
    assertThat(read(files.get(0)))
        .hasSize(2)
        .allSatisfy(
            record ->
                assertThat(record.getPredictLog().getResponse().getModelSpec().getName())
                    .isEqualTo("half"))
        .extracting(
            record -> record.getPredictLog().getResponse().getOutputsOrThrow("y"),
            record -> record.getPredictLog().getRequest().getInputsOrThrow("x").getDtype())
        .allSatisfy(pair -> assertThat(pair.toList().get(1)).isEqualTo(DataType.DT_FLOAT));

    Path version = copyOfHalfPlusTwo();
    Path extra = Files.createDirectories(version.resolve("assets.extra"));
    Files.copy(files.get(0), extra.resolve("tf_serving_warmup_requests"));
    try (Started next =
        new Started(
            ServerConfig.defaults()
                .withModels(List.of(ServedModel.of("half", version.getParent()))))) {
      next.server.requireAvailable();
    }
    // The file is really replayed: with a byte of it changed the version is refused.
    byte[] warmup = Files.readAllBytes(files.get(0));
    warmup[20] ^= 1;
    Files.write(extra.resolve("tf_serving_warmup_requests"), warmup);
    try (Started broken =
        new Started(
            ServerConfig.defaults()
                .withModels(List.of(ServedModel.of("half", version.getParent()))))) {
      assertThat(broken.server).satisfies(server -> assertThat(refuses(server)).isTrue());
    }
  }

  @Test
  void otherMethodsAreLoggedAsTheRunsTheyAre() throws Exception {
    try (Started server = new Started(config(1))) {
      assertThat(
              server.rest(
                  "regress",
                  "{\"signature_name\": \"regress_x_to_y\", \"examples\": [{\"x\": 2.0}]}"))
          .contains("[3.0]");
    }
    PredictLog log = read(files().get(0)).get(0).getPredictLog();
    assertThat(log.getRequest().getModelSpec().getSignatureName()).isEqualTo("regress_x_to_y");
    assertThat(log.getRequest().getInputsOrThrow("inputs").getStringValCount()).isEqualTo(1);
    assertThat(log.getResponse().getOutputsOrThrow("outputs").getDtype())
        .isEqualTo(DataType.DT_FLOAT);
  }

  @Test
  void reloadSwitchesLoggingOff() throws IOException {
    try (Started server = new Started(config(1))) {
      PredictResponse first = server.predict("half", "x", 2);
      server.reload(configText(""));
      PredictResponse second = server.predict("half", "x", 2);
      assertThat(second).isEqualTo(first);
    }
    assertThat(read(files().get(0))).hasSize(1);
  }

  @Test
  void folderThatCannotBeWrittenFailsNoRequest() throws IOException {
    Files.writeString(temp.resolve("logs"), "a file where a folder should be");
    try (Started server = new Started(config(1))) {
      assertThat(server.predict("half", "x", 2).getOutputsCount()).isEqualTo(1);
    }
  }

  private static boolean refuses(ModelServer server) {
    try {
      server.requireAvailable();
      return false;
    } catch (RuntimeException e) {
      return e.getMessage().contains("corrupted record at 0");
    }
  }

  private ServerConfig config(double rate) throws IOException {
    Path file = temp.resolve("models.config");
    Files.writeString(
        file,
        configText(
            """
            logging_config {
              log_collector_config { type: 'file' filename_prefix: '%s' }
              sampling_config { sampling_rate: %s }
            }"""
                .formatted(temp.resolve("logs/half"), rate)));
    return ServerConfig.defaults()
        .withModels(ModelConfigFile.read(file))
        .withInterfaces(InterfacesConfig.defaults().withRest(RestConfig.defaults()));
  }

  private static String configText(String logging) {
    return """
    model_config_list { config {
      name: 'half' model_platform: 'tensorflow' base_path: '%s' %s
    } }"""
        .formatted(TestModels.path("own_half_plus_two"), logging);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(temp.resolve("logs"))) {
      return files.toList();
    }
  }

  private static List<PredictionLog> read(Path file) throws IOException {
    List<PredictionLog> records = new ArrayList<>();
    try (RecordReader reader = RecordReader.open(file)) {
      for (Optional<byte[]> next = reader.next(); next.isPresent(); next = reader.next()) {
        records.add(PredictionLog.parseFrom(next.get()));
      }
    }
    return records;
  }

  private Path copyOfHalfPlusTwo() throws IOException {
    Path from = TestModels.path("own_half_plus_two");
    Path to = temp.resolve("copy");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
    return to.resolve("1");
  }

  /** A server and a connection to it; what it logged is in files once it is closed. */
  private static final class Started implements AutoCloseable {
    private final ModelServer server;
    private final ManagedChannel channel;

    Started(ServerConfig config) {
      LoadingConfig loading =
          LoadingConfig.defaults().withRetries(new LoadRetries(0, Duration.ZERO));
      server = ModelServer.start(config.withLoading(loading));
      channel = InProcessChannelBuilder.forName(server.inProcessName()).build();
    }

    PredictResponse predict(String model, String input, float value) {
      var tensor = TensorProto.newBuilder().setDtype(DataType.DT_FLOAT).addFloatVal(value);
      return PredictionServiceGrpc.newBlockingStub(channel)
          .predict(
              PredictRequest.newBuilder()
                  .setModelSpec(ModelSpec.newBuilder().setName(model))
                  .putInputs(input, tensor.build())
                  .build());
    }

    String rest(String body) throws IOException, InterruptedException {
      return rest("predict", body);
    }

    String rest(String verb, String body) throws IOException, InterruptedException {
      URI uri =
          URI.create(
              "http://localhost:" + server.restPort().getAsInt() + "/v1/models/half:" + verb);
      HttpResponse<String> response =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body)).build(),
                  BodyHandlers.ofString());
      return response.body();
    }

    void reload(String config) throws IOException {
      var request = ReloadConfigRequest.newBuilder();
      request.setConfig(TextFormat.parse(config, ModelServerConfig.class));
      var unused =
          ModelServiceGrpc.newBlockingStub(channel).handleReloadConfigRequest(request.build());
    }

    @Override
    public void close() {
      channel.shutdownNow();
      server.close();
    }
  }
}
