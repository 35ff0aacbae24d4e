package dev.strobe.server.survival;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** REST requests, most of them damaged. For one thread. */
final class RestInputs {
  private static final List<String> PATHS =
      List.of(
          "/v1/models/hp2:predict",
          "/v1/models/types:predict",
          "/v1/models/twoin:predict",
          "/v1/models/hp2:classify",
          "/v1/models/hp2:regress",
          "/v1/models/hp2/versions/1:predict",
          "/v1/models/ver/labels/stable:predict",
          "/v1/models/hp2/metadata",
          "/v1/models/hp2",
          "/monitoring/prometheus/metrics");
  private static final List<String> BODIES =
      List.of(
          "{\"instances\":[1.0,2.0,5.0]}",
          "{\"instances\":[[1,2],[3,4]]}",
          "{\"inputs\":{\"x\":[[1e3],[-2.5]]}}",
          "{\"signature_name\":\"sum_only\",\"instances\":[{\"a\":1,\"b\":2},{\"a\":3,\"b\":4}]}",
          "{\"signature_name\":\"echo_i64\",\"instances\":[9007199254740993,-1]}",
          "{\"signature_name\":\"echo_u8\",\"inputs\":[0,255,300]}",
          "{\"signature_name\":\"echo_boolean\",\"instances\":[true,false]}",
          "{\"signature_name\":\"echo_image_bytes\",\"instances\":[\"abc\",{\"b64\":\"/9j/\"}]}",
          "{\"signature_name\":\"echo_text\",\"inputs\":{\"b64\":\"aGVsbG8=\"}}",
          "{\"signature_name\":\"echo_f32\",\"instances\":[NaN,Infinity,-Infinity,1e39]}",
          "{\"signature_name\":\"classify_x_to_y\",\"examples\":[{\"x\":2.0},{\"x\":[1,2]}]}",
          "{\"signature_name\":\"regress_x_to_y\",\"context\":{\"x\":80.0},\"examples\":[{},{}]}",
          "{\"signature_name\":\"regress_x_to_y\",\"examples\":[{\"x\":{\"b64\":\"AAE=\"}}]}",
          "{\"inputs\":" + "[".repeat(64) + "1" + "]".repeat(64) + "}",
          "{\"instances\":[" + "{\"x\":1},".repeat(200) + "{\"x\":2}]}",
          "");
  private static final List<String> HEADERS =
      List.of(
          "",
          "Content-Encoding: gzip\r\n",
          "Accept-Encoding: gzip\r\n",
          "Content-Type: text/plain\r\n",
          "Origin: http://a\r\n");

  private final Damage damage;

  RestInputs(long seed) {
    damage = new Damage(seed);
  }

  /** Sends the next; the status, or 0 where the server closed the connection. */
  int send(RawHttp http) throws IOException {
    boolean posts = damage.below(8) > 0;
    byte[] path = damage.oneOf(PATHS).getBytes(UTF_8);
    byte[] sent = damage.below(4) == 0 ? damage.damaged(path) : path;
    String headers = damage.below(8) == 0 ? damage.oneOf(HEADERS.subList(1, 5)) : "";
    byte[] body = damage.damaged(damage.oneOf(BODIES).getBytes(UTF_8));
    return http.send((posts ? "POST " : "GET ") + visible(sent), headers, body);
  }

  /** Any bytes but those that would end the line or the path. */
  private static String visible(byte[] path) {
    return IntStream.range(0, path.length)
        .filter(i -> path[i] != '\r' && path[i] != '\n' && path[i] != ' ')
        .collect(
            StringBuilder::new,
            (text, i) -> text.append(new String(path, i, 1, ISO_8859_1)),
            StringBuilder::append)
        .toString();
  }
}
