package dev.strobe.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;

/**
 * A REST request and its answer.
 *
 * @param line method and path, as in an HTTP request
 * @param expected the answer as JSON if it begins with a brace, else a part of it
 */
record RestExchange(String id, String line, String body, int status, String expected)
    implements ConformanceCase {
  private static final ObjectMapper JSON = new ObjectMapper();

  static RestExchange post(String id, String path, String body, int status, String expected) {
    return new RestExchange(id, "POST /v1/models/" + path, body, status, expected);
  }

  static RestExchange rest(String id, String line, int status, String expected) {
    return new RestExchange(id, line, "", status, expected);
  }

  @Override
  public void check(FrontEnds server) throws Exception {
    int space = line.indexOf(' ');
    HttpResponse<String> answer =
        server.send(line.substring(0, space), line.substring(space + 1), body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    if (status != 404 || !expected.isEmpty()) {
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    }
    if (!expected.startsWith("{")) {
      assertThat(message(answer)).contains(expected);
      return;
    }
    JsonNode actual = JSON.readTree(answer.body());
    JsonNode wanted = JSON.readTree(expected);
    assertThat(wanted.equals(RestExchange::compareNumbers, actual)).as(answer.body()).isTrue();
  }

  /** The error's text, with JSON's escapes taken away, or the body as it is. */
  private String message(HttpResponse<String> answer) throws Exception {
    return status < 400 || expected.isEmpty()
        ? answer.body()
        : JSON.readTree(answer.body()).path("error").asText();
  }

  private static int compareNumbers(JsonNode one, JsonNode other) {
    if (one.isIntegralNumber() && other.isIntegralNumber()) {
      return one.bigIntegerValue().compareTo(other.bigIntegerValue());
    }
    if (one.isNumber() && other.isNumber()) {
      return Math.abs(one.doubleValue() - other.doubleValue()) <= 1e-6 ? 0 : 1;
    }
    return one.equals(other) ? 0 : 1;
  }

  @Override
  public String toString() {
    return id + " " + line + " " + body;
  }
}
