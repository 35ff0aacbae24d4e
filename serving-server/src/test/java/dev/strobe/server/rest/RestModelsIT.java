package dev.strobe.server.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.strobe.server.rest.json.RandomJson;
import dev.strobe.server.savedmodel.SavedModelConfig;
import dev.strobe.server.savedmodel.SavedModelLoader;
import dev.strobe.server.scheduling.LoopSlices;
import dev.strobe.server.servable.ServableId;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real models over a real socket. */
final class RestModelsIT {
  private static final Path MODELS = Path.of("src", "test", "resources", "models");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private static FixedModels models;
  private static RestServer server;
  private static RestClient client;

  @BeforeAll
  static void start() {
    models = new FixedModels();
    var loader = new SavedModelLoader(SavedModelConfig.defaults(), models.allocator());
    Map<String, String> directories =
        Map.of("hp2", "own_half_plus_two", "types", "types_echo", "twoin", "two_in");
    directories.forEach(
        (name, directory) ->
            models.add(
                name,
                1,
                loader.load(new ServableId(name, 1), MODELS.resolve(directory).resolve("1"))));
    for (long version = 1; version <= 3; version++) {
      Path path = MODELS.resolve("version_echo").resolve(Long.toString(version));
      models.add("ver", version, loader.load(new ServableId("ver", version), path));
    }
    server =
        RestServer.start(
            RestConfig.defaults(), models.services(), Optional.empty(), new LoopSlices());
    client = new RestClient(server.port());
  }

  @AfterAll
  static void stop() {
    server.close();
    models.close();
  }

  @ParameterizedTest
  @MethodSource({
    "dev.strobe.server.rest.RestCases#predictions",
    "dev.strobe.server.rest.RestCases#errors",
    "dev.strobe.server.rest.ExampleCases#answers",
    "dev.strobe.server.rest.ExampleCases#errors",
    "dev.strobe.server.rest.RestCases#descriptions"
  })
  void answersAsTensorFlowServingDoes(RestCase expected) throws Exception {
    HttpResponse<String> response =
        client.send(expected.method(), expected.path(), expected.body());

    assertThat(response.statusCode()).as(response.body()).isEqualTo(expected.status());
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    if (expected.expected().startsWith("{")) {
      assertThat(sameJson(JSON.readTree(response.body()), JSON.readTree(expected.expected())))
          .as(response.body())
          .isTrue();
    } else {
      assertThat(response.body()).contains(expected.expected());
    }
    if (expected.status() != 200) {
      assertThat(JSON.readTree(response.body()).path("error").isTextual()).isTrue();
    }
  }

  @Test
  void metadataTellsEverySignature() throws Exception {
    JsonNode metadata = JSON.readTree(client.send("GET", "/v1/models/hp2/metadata", "").body());

    JsonNode signatures = metadata.at("/metadata/signature_def/signature_def");
    assertThat(signatures.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "serving_default", "regress_x_to_y", "regress_x_to_y2", "classify_x_to_y");
    assertThat(signatures.at("/serving_default/inputs/x"))
        .isEqualTo(
            JSON.readTree(
                "{\"dtype\":\"DT_FLOAT\",\"tensor_shape\":{\"dim\":[{\"size\":\"-1\",\"name\":\"\"},"
                    + "{\"size\":\"1\",\"name\":\"\"}],\"unknown_rank\":false},\"name\":\"x:0\"}"));
    assertThat(signatures.at("/serving_default/method_name").asText())
        .isEqualTo("tensorflow/serving/predict");
    assertThat(signatures.at("/serving_default/defaults")).isEmpty();
  }

  @Test
  void largeBodiesComeBackWhole() throws Exception {
    var body = new StringBuilder("{\"signature_name\":\"echo_i32\",\"inputs\":[[0]");
    for (int i = 1; i < 300_000; i++) {
      body.append(",[").append(i).append(']');
    }
    HttpResponse<String> response =
        client.send("POST", "/v1/models/types:predict", body.append("]}").toString());

    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode rows = JSON.readTree(response.body()).path("outputs");
    assertThat(rows).hasSize(300_000);
    for (int i = 0; i < rows.size(); i += 997) {
      assertThat(rows.get(i).get(0).asInt()).isEqualTo(i);
    }
  }

  @Test
  void damagedRequestsAreTheClientsFault() throws Exception {
    var json = new RandomJson(11);
    String[] requests = {
      "{\"instances\":%s}",
      "{\"signature_name\":\"serving_default\",\"inputs\":%s}",
      "{\"instances\":[{\"x\":%s},{\"x\":[1]}]}",
      "{\"inputs\":{\"x\":%s}}"
    };
    for (int i = 0; i < 2000; i++) {
      String list = i % 2 == 0 ? json.numbers() : json.list(2);
      byte[] body = json.damaged(requests[i % 4].formatted(list));
      HttpResponse<String> response =
          client.send(
              client.request("/v1/models/hp2:predict").POST(BodyPublishers.ofByteArray(body)));

      assertThat(response.statusCode())
          .as(() -> new String(body, UTF_8) + " -> " + response.body())
          .isIn(200, 400);
    }
  }

  @Test
  void damagedExamplesAreTheClientsFault() throws Exception {
    var json = new RandomJson(12);
    String[] requests = {
      "{\"signature_name\":\"regress_x_to_y\",\"examples\":[{\"x\":%s}]}",
      "{\"signature_name\":\"regress_x_to_y\",\"context\":{\"x\":%s},\"examples\":[{},{}]}",
      "{\"examples\":%s,\"signature_name\":\"classify_x_to_y\"}"
    };
    for (int i = 0; i < 2000; i++) {
      String list = i % 2 == 0 ? json.numbers() : json.list(2);
      byte[] body = json.damaged(requests[i % 3].formatted(list));
      String path = "/v1/models/hp2:" + (i % 5 == 0 ? "classify" : "regress");
      HttpResponse<String> response =
          client.send(client.request(path).POST(BodyPublishers.ofByteArray(body)));

      assertThat(response.statusCode())
          .as(() -> new String(body, UTF_8) + " -> " + response.body())
          .isIn(200, 400);
    }
  }

  /** Numbers are the same by value, whatever their type. */
  private static boolean sameJson(JsonNode actual, JsonNode expected) throws IOException {
    if (actual.isNumber() && expected.isNumber()) {
      return actual.decimalValue().compareTo(expected.decimalValue()) == 0;
    }
    if (!actual.getNodeType().equals(expected.getNodeType()) || actual.size() != expected.size()) {
      return false;
    }
    if (actual.isArray()) {
      for (int i = 0; i < actual.size(); i++) {
        if (!sameJson(actual.get(i), expected.get(i))) {
          return false;
        }
      }
      return true;
    }
    for (Iterator<String> names = expected.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!actual.has(name) || !sameJson(actual.get(name), expected.get(name))) {
        return false;
      }
    }
    return expected.isObject() || actual.equals(expected);
  }
}
