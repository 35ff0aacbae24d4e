package dev.strobe.server.rest;

import static dev.strobe.server.rest.RestCase.get;
import static dev.strobe.server.rest.RestCase.post;

import java.util.stream.Stream;

/** What the REST interface answers to, over the project's own models. */
final class RestCases {

  private RestCases() {}

  static Stream<RestCase> predictions() {
    return Stream.of(
        post(
            "row",
            "hp2:predict",
            "{\"instances\":[2.0,3.0,4.0]}",
            200,
            "{\"predictions\":[3.0,3.5,4.0]}"),
        post(
            "row text",
            "hp2:predict",
            "{\"instances\":[2.0,3.0,4.0]}",
            200,
            "\"predictions\": [3.0, 3.5, 4.0"),
        post(
            "column",
            "hp2:predict",
            "{\"inputs\":[2.0,3.0,4.0]}",
            200,
            "{\"outputs\":[3.0,3.5,4.0]}"),
        post(
            "shape is not enforced",
            "hp2:predict",
            "{\"instances\":[[1.0,2.0],[3.0,4.0]]}",
            200,
            "{\"predictions\":[[2.5,3.0],[3.5,4.0]]}"),
        post(
            "named",
            "hp2:predict",
            "{\"instances\":[{\"x\":2.0},{\"x\":4}]}",
            200,
            "{\"predictions\":[3.0,4.0]}"),
        post("scalar", "hp2:predict", "{\"inputs\":2.0}", 200, "{\"outputs\":3.0}"),
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
            "default signature",
            "hp2/versions/1:predict",
            "{\"signature_name\":\"serving_default\",\"instances\":[1.0,2.0]}",
            200,
            "{\"predictions\":[2.5,3.0]}"),
        post(
            "two inputs",
            "twoin:predict",
            "{\"instances\":[{\"a\":1,\"b\":2},{\"a\":3,\"b\":4}]}",
            200,
            "{\"predictions\":[{\"sum\":3.0,\"prod\":2.0},{\"sum\":7.0,\"prod\":12.0}]}"),
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
            "scalar output",
            "twoin:predict",
            "{\"signature_name\":\"total\",\"inputs\":[1,2,3]}",
            200,
            "{\"outputs\":6.0}"),
        post(
            "scalar output, row",
            "twoin:predict",
            "{\"signature_name\":\"total\",\"instances\":[1,2,3]}",
            400,
            "Tensor name: total has no shape information"),
        post(
            "not finite",
            "types:predict",
            "{\"signature_name\":\"echo_f32\",\"instances\":[NaN,Infinity,-Infinity,Inf,3]}",
            200,
            "[NaN, Infinity, -Infinity, Infinity, 3.0"),
        post(
            "beyond float",
            "types:predict",
            "{\"signature_name\":\"echo_f32\",\"instances\":[1e39,1e-50]}",
            200,
            "[Infinity, 0.0"),
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
            "int64",
            "types:predict",
            "{\"signature_name\":\"echo_i64\",\"instances\":[9007199254740993,-9223372036854775808]}",
            200,
            "[9007199254740993, -9223372036854775808"),
        post(
            "int64 too large",
            "types:predict",
            "{\"signature_name\":\"echo_i64\",\"instances\":[9223372036854775808]}",
            400,
            "Type: Number is not of expected type: int64"),
        post(
            "int32 is no decimal",
            "types:predict",
            "{\"signature_name\":\"echo_i32\",\"instances\":[1.0]}",
            400,
            "Type: Number is not of expected type: int32"),
        post(
            "uint8",
            "types:predict",
            "{\"signature_name\":\"echo_u8\",\"instances\":[0,255]}",
            200,
            "{\"predictions\":[0,255]}"),
        post(
            "uint8 wraps",
            "types:predict",
            "{\"signature_name\":\"echo_u8\",\"instances\":[300]}",
            200,
            "{\"predictions\":[44]}"),
        post(
            "bool",
            "types:predict",
            "{\"signature_name\":\"echo_boolean\",\"instances\":[true,false]}",
            200,
            "{\"predictions\":[true,false]}"),
        post(
            "bool is no number",
            "types:predict",
            "{\"signature_name\":\"echo_boolean\",\"instances\":[1]}",
            400,
            "is not of expected type: bool"),
        post(
            "bytes",
            "types:predict",
            "{\"signature_name\":\"echo_image_bytes\",\"instances\":[\"abc\",{\"b64\":\"/9j/\"}]}",
            200,
            "{\"predictions\":[{\"b64\":\"YWJj\"},{\"b64\":\"/9j/\"}]}"),
        post(
            "text",
            "types:predict",
            "{\"signature_name\":\"echo_text\",\"inputs\":{\"b64\":\"aGVsbG8=\"}}",
            200,
            "{\"outputs\":\"hello\"}"),
        post(
            "text escapes",
            "types:predict",
            "{\"signature_name\":\"echo_text\",\"inputs\":[\"\\u00e4\\n\\\"\\\\\"]}",
            200,
            "[\"\u00e4\\n\\\"\\\\\"]"),
        post(
            "behind the document",
            "hp2:predict",
            "{\"instances\":[2.0]} trailing",
            200,
            "{\"predictions\":[3.0]}"),
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
            "no such version",
            "hp2/versions/99:predict",
            "{\"instances\":[1]}",
            404,
            "Servable not found for request: Specific(hp2, 99)"),
        post(
            "version too large",
            "hp2/versions/18446744073709551616:predict",
            "{}",
            400,
            "Failed to convert version: 18446744073709551616 to numeric."),
        post(
            "no such label",
            "ver/labels/nope:predict",
            "{\"instances\":[1]}",
            400,
            "Unrecognized servable version label: nope"),
        post(
            "not JSON",
            "hp2:predict",
            "instances = [1, 2]",
            400,
            "JSON Parse error: Invalid value. at offset: 0"),
        post(
            "JSON before model", "foo:predict", "", 400, "JSON Parse error: The document is empty"),
        post(
            "no such model",
            "foo:predict",
            "{\"instances\":[1]}",
            404,
            "Servable not found for request: Latest(foo)"),
        post(
            "signature is no string",
            "hp2:predict",
            "{\"signature_name\":100}",
            400,
            "'signature_name' key must be a string value."),
        post(
            "no such signature",
            "hp2:predict",
            "{\"signature_name\":\"zz\",\"instances\":[1]}",
            400,
            "Serving signature name: \\\"zz\\\" not found in signature def"),
        post("no values", "hp2:predict", "{}", 400, "Missing 'inputs' or 'instances' key"),
        post(
            "empty list",
            "hp2:predict",
            "{\"instances\":[]}",
            400,
            "No values in 'instances' array"),
        post(
            "no list",
            "hp2:predict",
            "{\"instances\":5}",
            400,
            "Expecting 'instances' to be an list/array"),
        post(
            "ragged",
            "hp2:predict",
            "{\"inputs\":[[1],[1,2]]}",
            400,
            "Encountered list at unexpected size: 2 at level: 1 expected size: 1"),
        post(
            "names needed",
            "twoin:predict",
            "{\"instances\":[1,2]}",
            400,
            "instances is a plain list, but expecting list of objects"),
        post(
            "unknown input",
            "twoin:predict",
            "{\"instances\":[{\"a\":1,\"b\":2,\"c\":3}]}",
            400,
            "key: c of 'instances' list. Error: INVALID_ARGUMENT: JSON object: does not have named input: c"),
        post(
            "missing input",
            "twoin:predict",
            "{\"inputs\":{\"a\":[1]}}",
            400,
            "Missing named input: b in 'inputs' object."),
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
            "path does not", "POST", "/V1/MODELS/hp2:PREDICT", "{}", 400, "Malformed request"),
        new RestCase(
            "path does not",
            "POST",
            "/V1/MODELS/hp2:predict",
            "{\"instances\":[2.0]}",
            200,
            "{\"predictions\":[3.0]}"),
        get("unknown", "/v1/foo", 400, "Malformed request: GET /v1/foo"),
        new RestCase("unknown", "POST", "/v1/foo", "{}", 400, "Malformed request: POST /v1/foo"),
        new RestCase(
            "no model", "POST", "/v1/models", "{}", 400, "Malformed request: POST /v1/models"),
        get("trailing slash", "/v1/models/hp2/", 400, "Malformed request: GET /v1/models/hp2/"),
        get(
            "get predict",
            "/v1/models/hp2:predict",
            400,
            "Malformed request: GET /v1/models/hp2:predict"),
        post(
            "post metadata",
            "hp2/metadata",
            "{}",
            400,
            "Malformed request: POST /v1/models/hp2/metadata"),
        post(
            "version and label",
            "ver/versions/1/labels/stable:predict",
            "{}",
            400,
            "Malformed request: POST /v1/models/ver/versions/1/labels/stable:predict"),
        new RestCase(
            "another method",
            "PUT",
            "/v1/models/hp2",
            "",
            400,
            "Malformed request: PUT /v1/models/hp2"),
        get("no model name", "/v1/models", 400, "Missing model name in request."),
        get("elsewhere", "/nothing", 404, ""));
  }

  static Stream<RestCase> descriptions() {
    return Stream.of(
        get(
            "status",
            "/v1/models/hp2",
            200,
            "{\"model_version_status\":[{\"version\":\"1\",\"state\":\"AVAILABLE\",\"status\":{\"error_code\":\"OK\",\"error_message\":\"\"}}]}"),
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
            "no such version",
            "/v1/models/hp2/versions/9",
            404,
            "Could not find version 9 of model hp2"),
        get("no such model", "/v1/models/foo", 404, "Could not find any versions of model foo"),
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
