package dev.strobe.server.rest;

import static dev.strobe.server.rest.RestCase.get;
import static dev.strobe.server.rest.RestCase.post;

import java.util.stream.Stream;

/**
 * What the REST interface answers to beyond the conformance table, over the project's own models.
 */
final class RestCases {

  private RestCases() {}

  static Stream<RestCase> predictions() {
    return Stream.of(
        post(
            "row text",
            "hp2:predict",
            "{\"instances\":[2.0,3.0,4.0]}",
            200,
            "\"predictions\": [3.0, 3.5, 4.0"),
        post("version", "ver/versions/2:predict", "{\"inputs\":[1.0]}", 200, "2"),
        post("label", "ver/labels/stable:predict", "{\"inputs\":[1.0]}", 200, "1"),
        post("latest", "ver:predict", "{\"inputs\":[1.0]}", 200, "3"),
        post(
            "percent",
            "h%702:predict?query=ignored",
            "{\"instances\":[2.0]}",
            200,
            "{\"predictions\":[3.0]}"),
        post(
            "two inputs, column",
            "twoin:predict",
            "{\"inputs\":{\"a\":[1,3],\"b\":[2,4],\"c\":[\"?\"]}}",
            200,
            "{\"outputs\":{\"sum\":[3.0,7.0],\"prod\":[2.0,12.0]}}"),
        post(
            "one of two outputs",
            "twoin:predict",
            "{\"signature_name\":\"sum_only\",\"instances\":[{\"a\":1,\"b\":2}]}",
            200,
            "{\"predictions\":[3.0]}"),
        post(
            "not finite",
            "types:predict",
            "{\"signature_name\":\"echo_f32\",\"instances\":[NaN,Infinity,-Infinity,Inf,3]}",
            200,
            "[NaN, Infinity, -Infinity, Infinity, 3.0"),
        post(
            "float digits",
            "types:predict",
            "{\"signature_name\":\"echo_f32\",\"instances\":[0.1,0.3333333333,9000000,16777216,1e10,-0.0]}",
            200,
            "[0.1, 0.333333343, 9e+06, 16777216.0, 1e+10, -0.0"),
        post(
            "double digits",
            "types:predict",
            "{\"signature_name\":\"echo_f64\",\"instances\":[0.1,0.3333333333333333,1e300]}",
            200,
            "[0.1, 0.33333333333333331, 1e+300"),
        post(
            "int32 is no decimal",
            "types:predict",
            "{\"signature_name\":\"echo_i32\",\"instances\":[1.0]}",
            400,
            "Type: Number is not of expected type: int32"),
        post(
            "text escapes",
            "types:predict",
            "{\"signature_name\":\"echo_text\",\"inputs\":[\"\\u00e4\\n\\\"\\\\\"]}",
            200,
            "[\"\u00e4\\n\\\"\\\\\"]"),
        post(
            "first key wins",
            "hp2:predict",
            "{\"instances\":[2.0],\"instances\":[\"x\"]}",
            200,
            "{\"predictions\":[3.0]}"),
        post("no rows", "hp2:predict", "{\"inputs\":[]}", 200, "{\"outputs\":[]}"));
  }

  static Stream<RestCase> errors() {
    return Stream.of(
        post(
            "version too large",
            "hp2/versions/18446744073709551616:predict",
            "{}",
            400,
            "Failed to convert version: 18446744073709551616 to numeric."),
        post(
            "JSON before model", "foo:predict", "", 400, "JSON Parse error: The document is empty"),
        post(
            "no such model",
            "foo:predict",
            "{\"instances\":[1]}",
            404,
            "Servable not found for request: Latest(foo)"),
        post(
            "type",
            "hp2:predict",
            "{\"instances\":[\"x\"]}",
            400,
            "Failed to process element: 0 of 'instances' list. Error: INVALID_ARGUMENT: JSON Value: \\\"x\\\" Type: String is not of expected type: float"),
        post(
            "verb counts as written",
            "hp2:PREDICT",
            "{\"instances\":[2.0]}",
            400,
            "Malformed request: POST /v1/models/hp2:PREDICT"),
        new RestCase(
            "path does not",
            "POST",
            "/V1/MODELS/hp2:predict",
            "{\"instances\":[2.0]}",
            200,
            "{\"predictions\":[3.0]}"),
        new RestCase(
            "another method",
            "PUT",
            "/v1/models/hp2",
            "",
            400,
            "Malformed request: PUT /v1/models/hp2"));
  }

  static Stream<RestCase> descriptions() {
    return Stream.of(
        get(
            "newest first",
            "/v1/models/ver",
            200,
            "{\"model_version_status\":["
                + available(3)
                + ","
                + available(2)
                + ","
                + available(1)
                + "]}"),
        get(
            "one version",
            "/v1/models/ver/versions/2",
            200,
            "{\"model_version_status\":[" + available(2) + "]}"),
        get(
            "metadata of no model",
            "/v1/models/foo/metadata",
            404,
            "Servable not found for request: Latest(foo)"),
        get(
            "metadata",
            "/v1/models/twoin/metadata",
            200,
            "\"model_spec\":{\n  \"name\": \"twoin\",\n  \"version\": \"1\",\n  \"signature_name\": \"\"\n}"),
        get(
            "metadata",
            "/v1/models/hp2/versions/1/metadata",
            200,
            "\"method_name\": \"tensorflow/serving/regress\""));
  }

  private static String available(int version) {
    return ("{\"version\":\"%d\",\"state\":\"AVAILABLE\","
            + "\"status\":{\"error_code\":\"OK\",\"error_message\":\"\"}}")
        .formatted(version);
  }
}
