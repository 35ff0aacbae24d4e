package dev.strobe.server.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strobe.server.scheduling.Turns;
import dev.strobe.server.servable.HeldServable;
import dev.strobe.server.servable.Run;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The interface over a model whose runs the test itself ends. */
@Timeout(120)
final class RestServerIT {
  private static final String ONE = "{\"instances\":[1.5]}";

  private final HeldModel model = new HeldModel();
  private final HeldServable held = model.runs();

  @AfterEach
  void stop() {
    model.close();
  }

  @Test
  void manyRequestsWaitForTheModelAtOnce() throws Exception {
    RestClient client = client(RestConfig.defaults());
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      answers.add(client.post(HeldModel.PREDICT, "{\"instances\":[" + i + "]}"));
    }
    for (int i = 0; i < 50; i++) {
      runs.add(held.next());
    }
    runs.forEach(HeldServable::echo);

    for (int i = 0; i < 50; i++) {
      assertThat(answers.get(i).get().body()).contains("[" + i + ".0");
    }
  }

  @Test
  void failureOfTheModelBecomesAStatus() throws Exception {
    RestClient client = client(RestConfig.defaults());
    for (Code code : Code.values()) {
      if (code == Code.OK) {
        continue;
      }
      CompletableFuture<HttpResponse<String>> answer = client.post(HeldModel.PREDICT, ONE);
      Run run = held.next();
      run.inputs().get("x").close();
      run.fail(new ServingException(code, "because \"so\""));

      assertThat(answer.get().statusCode()).isEqualTo(code.httpStatus());
      assertThat(answer.get().body()).isEqualTo("{\n    \"error\": \"because \\\"so\\\"\"\n}");
    }
  }

  @Test
  void runsComeOnThreadsThatTakeTurns() throws Exception {
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    held.atStart(
        run -> {
          Turns.atEndOrNow(
              () -> {
                order.add("end");
                HeldServable.echo(run);
              });
          order.add("turn");
        });
    HttpResponse<String> answer =
        client(RestConfig.defaults()).send("POST", HeldModel.PREDICT, ONE);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(order).containsExactly("turn", "end");
  }

  @Test
  void answerComesAtTheDeadline() throws Exception {
    RestClient client =
        client(RestConfig.defaults().withTimeout(Optional.of(Duration.ofMillis(200))));

    HttpResponse<String> answer = client.send("POST", HeldModel.PREDICT, ONE);

    assertThat(answer.statusCode()).isEqualTo(504);
    Run run = held.next();
    assertThat(run.abandoned()).isTrue();
    HeldServable.echo(run);
  }

  @Test
  void runOfAClientThatLeftIsAbandoned() throws Exception {
    RestServer server = model.server(RestConfig.defaults());
    Run run;
    try (var socket = new Socket("localhost", server.port())) {
      socket.getOutputStream().write(request(ONE));
      run = held.next();
      assertThat(run.abandoned()).isFalse();
    }
    while (!run.abandoned()) {
      Thread.onSpinWait();
    }
    HeldServable.echo(run);
    assertThat(server.drain(Duration.ofSeconds(30))).isTrue();
  }

  @Test
  void clientsThatLeaveEarlyAreForgotten() throws Exception {
    RestServer server = model.server(RestConfig.defaults());
    byte[] whole = request("{\"instances\":[" + "1,".repeat(100_000) + "1]}");
    for (int part : new int[] {1, 20, 200, 5000, whole.length - 1}) {
      try (var socket = new Socket("localhost", server.port())) {
        socket.getOutputStream().write(whole, 0, part);
      }
    }
    assertThat(server.drain(Duration.ofSeconds(30))).isTrue();
    assertThat(held.isIdle()).isTrue();
  }

  @Test
  void drainingAnswersWhatIsInAndTurnsAwayTheRest() throws Exception {
    RestServer server = model.server(RestConfig.defaults());
    var client = new RestClient(server.port());
    CompletableFuture<HttpResponse<String>> early = client.post(HeldModel.PREDICT, ONE);
    Run run = held.next();

    assertThat(server.drain(Duration.ofMillis(1))).isFalse();
    HttpResponse<String> late = client.send("POST", HeldModel.PREDICT, ONE);
    CompletableFuture<Boolean> drained = CompletableFuture.supplyAsync(() -> drain(server));
    HeldServable.echo(run);

    assertThat(late.statusCode()).isEqualTo(503);
    assertThat(late.headers().firstValue("Connection")).hasValue("close");
    assertThat(early.get().statusCode()).isEqualTo(200);
    assertThat(drained.get(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void packedBodiesAreUnpacked() throws Exception {
    RestClient client = client(RestConfig.defaults());
    byte[] packed = gzip(ONE.getBytes(UTF_8));
    var answer = CompletableFuture.supplyAsync(() -> sendPacked(client, packed));
    HeldServable.echo(held.next());

    assertThat(answer.get().body()).contains("[1.5");
    assertThat(sendPacked(client, ONE.getBytes(UTF_8)).body())
        .contains("JSON Parse error: The document is empty");
    assertThat(sendPacked(client, gzip(new byte[101 << 20])).body())
        .contains("The request body is larger than 104857600 bytes when unpacked.");
  }

  @Test
  void bodiesBeyondTheLimitAreRefused() throws Exception {
    RestClient client = client(RestConfig.defaults().withMaxBodyBytes(1000));

    assertThat(client.send("POST", HeldModel.PREDICT, " ".repeat(1001)).statusCode())
        .isEqualTo(413);
    assertThat(unannounced(client, 1001).statusCode()).isEqualTo(413);
    assertThat(unannounced(client, 1000).statusCode()).isEqualTo(400);
    assertThat(client.send("POST", HeldModel.PREDICT, " ".repeat(1000)).statusCode())
        .isEqualTo(400);
  }

  @Test
  void bodyThatDoesNotComeEndsTheRequest() throws Exception {
    RestServer server =
        model.server(RestConfig.defaults().withTimeout(Optional.of(Duration.ofMillis(200))));
    try (var socket = new Socket("localhost", server.port())) {
      String head =
          "POST " + HeldModel.PREDICT + " HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n{";
      socket.getOutputStream().write(head.getBytes(ISO_8859_1));
      String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      assertThat(answer).startsWith("HTTP/1.1 504").contains("Timed out waiting for the request");
    }
  }

  @Test
  void pagesMayAskWhetherTheyMayCall() throws Exception {
    RestClient strict = client(RestConfig.defaults());
    RestClient open = client(RestConfig.defaults().withCorsAllowed(true));

    assertThat(options(strict, "http://a").statusCode()).isEqualTo(200);
    assertThat(options(strict, "http://a").body()).isEmpty();
    assertThat(options(strict, "a").statusCode()).isEqualTo(400);
    assertThat(options(strict, "http://a").headers().map())
        .doesNotContainKey("access-control-allow-origin");
    Map<String, List<String>> headers = options(open, "https://a").headers().map();
    assertThat(headers.get("access-control-allow-origin")).containsExactly("*");
    assertThat(headers.get("access-control-allow-methods")).containsExactly("POST, GET");
    assertThat(headers.get("access-control-allow-headers")).containsExactly("Content-Type");
  }

  @Test
  void oneConnectionTakesManyRequests() throws Exception {
    RestServer server = model.server(RestConfig.defaults());
    try (var socket = new Socket("localhost", server.port())) {
      byte[] request = request("{\"instances\":}");
      for (int i = 0; i < 3; i++) {
        socket.getOutputStream().write(request);
      }
      var answers = new StringBuilder();
      while (answers.toString().split("Invalid value.", -1).length < 4) {
        answers.append((char) socket.getInputStream().read());
      }
      assertThat(answers.toString().split("HTTP/1.1 400", -1)).hasSize(4);
    }
  }

  @Test
  void takenPortIsNamed() {
    RestServer server = model.server(RestConfig.defaults());

    assertThatThrownBy(() -> model.server(RestConfig.defaults().withPort(server.port())))
        .isInstanceOf(ServingException.class)
        .hasMessageContaining("listen at port " + server.port());
  }

  private RestClient client(RestConfig config) {
    return new RestClient(model.server(config).port());
  }

  private static boolean drain(RestServer server) {
    try {
      return server.drain(Duration.ofSeconds(30));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void bodiesAreAskedForWhereTheClientWaits() throws Exception {
    RestServer server = model.server(RestConfig.defaults().withMaxBodyBytes(1000));

    assertThat(answerToHead(server, 1000)).startsWith("HTTP/1.1 100 Continue");
    assertThat(answerToHead(server, 1001)).startsWith("HTTP/1.1 413");
  }

  private static String answerToHead(RestServer server, int length) throws IOException {
    try (var socket = new Socket("localhost", server.port())) {
      String head =
          "POST %s HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: %d\r\n\r\n"
              .formatted(HeldModel.PREDICT, length);
      socket.getOutputStream().write(head.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readNBytes(21), ISO_8859_1);
    }
  }

  private static HttpResponse<String> unannounced(RestClient client, int length) throws Exception {
    return client.send(
        client
            .request(HeldModel.PREDICT)
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[length]))));
  }

  private static HttpResponse<String> options(RestClient client, String origin) throws Exception {
    return client.send(
        client
            .request(HeldModel.PREDICT)
            .header("Origin", origin)
            .method("OPTIONS", BodyPublishers.noBody()));
  }

  private static HttpResponse<String> sendPacked(RestClient client, byte[] body) {
    try {
      return client.send(
          client
              .request(HeldModel.PREDICT)
              .header("Content-Encoding", "gzip")
              .POST(BodyPublishers.ofByteArray(body)));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] gzip(byte[] text) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(text);
    }
    return out.toByteArray();
  }

  private static byte[] request(String body) {
    return "POST %s HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(HeldModel.PREDICT, body.length(), body)
        .getBytes(ISO_8859_1);
  }
}
