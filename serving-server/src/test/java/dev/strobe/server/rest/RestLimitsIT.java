package dev.strobe.server.rest;

import static dev.strobe.server.Eventually.until;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.strobe.server.admission.BytesInFlight;
import dev.strobe.server.servable.HeldServable;
import dev.strobe.server.servable.Run;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What clients may take, and what they may not. */
@Timeout(120)
final class RestLimitsIT {

  private final HeldModel model = new HeldModel();
  private final HeldServable held = model.runs();

  @AfterEach
  void stop() {
    model.close();
  }

  @Test
  void answersAreCompressedForClientsThatTakeGzip() throws Exception {
    RestServer server = model.server(RestConfig.defaults(), new BytesInFlight(1 << 20, 16));
    String plain = exchange(server, 500, "identity");
    assertThat(plain).doesNotContain("content-encoding").contains("499.0");
    String packed = exchange(server, 500, "deflate, gzip;q=0.5");
    assertThat(packed).containsIgnoringCase("content-encoding: gzip");
    int body = packed.indexOf("\r\n\r\n") + 4;
    var in =
        new GZIPInputStream(new ByteArrayInputStream(packed.substring(body).getBytes(ISO_8859_1)));
    assertThat(new String(in.readAllBytes(), ISO_8859_1))
        .isEqualTo(plain.substring(plain.indexOf("\r\n\r\n") + 4));
    assertThat(exchange(server, 500, "gzip;q=0")).doesNotContain("content-encoding");
    assertThat(exchange(server, 3, "gzip")).doesNotContain("content-encoding");
  }

  @Test
  void requestsWaitForRoomInHand() throws Exception {
    var bytes = new BytesInFlight(1000, 16);
    var client = new RestClient(model.server(RestConfig.defaults(), bytes).port());
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      answers.add(client.post(HeldModel.PREDICT, numbers(200)));
    }
    for (int i = 0; i < 8; i++) {
      Run run = held.next();
      assertThat(held.isIdle()).isTrue();
      HeldServable.echo(run);
    }
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      assertThat(answer.get().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whoFindsNoRoomIsToldToComeAgain() throws Exception {
    var bytes = new BytesInFlight(2000, 0);
    var client = new RestClient(model.server(RestConfig.defaults(), bytes).port());
    CompletableFuture<HttpResponse<String>> first = client.post(HeldModel.PREDICT, numbers(200));
    Run run = held.next();
    assertRefused(client.post(HeldModel.PREDICT, numbers(1000)).get());
    var unannounced = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[1500]));
    assertRefused(client.send(client.request(HeldModel.PREDICT).POST(unannounced)));
    HeldServable.echo(run);
    assertThat(first.get().statusCode()).isEqualTo(200);
    // An answer is here before the server hears that it was sent.
    until(() -> bytes.held() == 0);
    CompletableFuture<HttpResponse<String>> last = client.post(HeldModel.PREDICT, numbers(200));
    HeldServable.echo(held.next());
    assertThat(last.get().statusCode()).isEqualTo(200);
    until(() -> bytes.held() == 0);
  }

  private static void assertRefused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("retry-after")).hasValue("1");
    assertThat(answer.body()).contains("\"error\"");
  }

  @Test
  void whatGrowsTooLargeInUnpackingIsRefused() throws Exception {
    var client =
        new RestClient(model.server(RestConfig.defaults(), new BytesInFlight(1 << 20, 16)).port());
    CompletableFuture<HttpResponse<String>> other =
        client.post(HeldModel.PREDICT, "{\"instances\":[1]}");
    Run run = held.next();
    var bomb = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bomb)) {
      gzip.write(new byte[50 << 20]);
    }
    HttpResponse<String> answer =
        client.send(
            client
                .request(HeldModel.PREDICT)
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(bomb.toByteArray())));
    assertThat(answer.statusCode()).isEqualTo(429);
    HeldServable.echo(run);
    assertThat(other.get().statusCode()).isEqualTo(200);
  }

  @Test
  void headsAndBodiesThatDripInAreGivenUp() throws Exception {
    RestConfig config =
        RestConfig.defaults()
            .withTimeout(Optional.of(Duration.ofMillis(500)))
            .withLimits(
                RestLimits.defaults().withTimes(Duration.ofMillis(500), Duration.ofMillis(700)));
    RestServer server = model.server(config, new BytesInFlight(1 << 20, 16));
    assertEnds(server, "");
    assertEnds(server, "POST " + HeldModel.PREDICT + " HTTP/1.1\r\nHost:");
    assertEnds(
        server, "POST " + HeldModel.PREDICT + " HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{");
    assertEnds(server, "GET /v1/models/none HTTP/1.1\r\nHost: a\r\n\r\n");
  }

  @Test
  void clientThatDoesNotTakeItsAnswerGivesItsRoomToOthers() throws Exception {
    var bytes = new BytesInFlight(1000, 16);
    RestConfig config =
        RestConfig.defaults()
            .withTimeout(Optional.of(Duration.ofSeconds(2)))
            .withLimits(
                RestLimits.defaults().withTimes(Duration.ofSeconds(2), Duration.ofSeconds(2)));
    RestServer server = model.server(config, bytes);
    try (var socket = new Socket()) {
      socket.setReceiveBufferSize(4096);
      socket.connect(new InetSocketAddress("localhost", server.port()));
      String body = numbers(1_500_000);
      String head = "POST %s HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n";
      OutputStream out = socket.getOutputStream();
      out.write(head.formatted(HeldModel.PREDICT, body.length()).getBytes(ISO_8859_1));
      out.write(body.getBytes(ISO_8859_1));
      HeldServable.echo(held.next());
      var client = new RestClient(server.port());
      CompletableFuture<Void> other =
          CompletableFuture.runAsync(() -> HeldServable.echo(held.next()));
      int refused = 0;
      while (client.post(HeldModel.PREDICT, numbers(1)).get().statusCode() == 429) {
        refused++;
      }
      assertThat(refused).isPositive();
      other.get();
    }
  }

  /** Reads until the server ends the connection. */
  private static void assertEnds(RestServer server, String sent) throws IOException {
    try (var socket = new Socket("localhost", server.port())) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(sent.getBytes(ISO_8859_1));
      byte[] answer = socket.getInputStream().readAllBytes();
      assertThat(answer.length).isLessThan(1000);
    }
  }

  @Test
  void connectionsBeyondTheLimitAreClosed() throws Exception {
    RestServer server =
        model.server(
            RestConfig.defaults().withLimits(RestLimits.defaults().withMaxConnections(2)),
            new BytesInFlight(1 << 20, 16));
    try (var first = new Socket("localhost", server.port());
        var second = new Socket("localhost", server.port())) {
      assertThat(status(first)).startsWith("HTTP/1.1 404");
      assertThat(status(second)).startsWith("HTTP/1.1 404");
      assertEnds(server, "");
      assertThat(status(first)).startsWith("HTTP/1.1 404");
    }
  }

  private static String status(Socket socket) throws IOException {
    socket.getOutputStream().write("GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(ISO_8859_1));
    var answer = new StringBuilder();
    while (!answer.toString().contains("}")) {
      answer.append((char) socket.getInputStream().read());
    }
    return answer.toString();
  }

  /** The whole answer to a request that is echoed, head and body. */
  private String exchange(RestServer server, int count, String acceptEncoding) throws Exception {
    try (var socket = new Socket("localhost", server.port())) {
      socket.setSoTimeout(30_000);
      String body = numbers(count);
      String head =
          "POST %s HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAccept-Encoding: %s\r\n"
              + "Content-Length: %d\r\n\r\n%s";
      socket
          .getOutputStream()
          .write(
              head.formatted(HeldModel.PREDICT, acceptEncoding, body.length(), body)
                  .getBytes(ISO_8859_1));
      HeldServable.echo(held.next());
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  private static String numbers(int count) {
    var text = new StringBuilder("{\"instances\":[0");
    for (int i = 1; i < count; i++) {
      text.append(',').append(i);
    }
    return text.append("]}").toString();
  }
}
