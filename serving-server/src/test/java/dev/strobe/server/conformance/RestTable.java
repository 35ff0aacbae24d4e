package dev.strobe.server.conformance;

import static dev.strobe.server.conformance.RestExchange.post;
import static dev.strobe.server.conformance.RestExchange.rest;

import java.util.stream.Stream;

/** The REST half of the table: inference (R), errors (E), descriptions (C). */
final class RestTable {

  private RestTable() {}

  static Stream<ConformanceCase> inference() {
    return Stream.of(
        post(
            "R01",
            "hp2:predict",
            "{\"instances\":[2.0,3.0,4.0]}",
            200,
            "{\"predictions\":[3.0,3.5,4.0]}"),
        post(
            "R02", "hp2:predict", "{\"inputs\":[2.0,3.0,4.0]}", 200, "{\"outputs\":[3.0,3.5,4.0]}"),
        post(
            "R04",
            "hp2:predict",
            "{\"instances\":[[1.0,2.0],[3.0,4.0]]}",
            200,
            "{\"predictions\":[[2.5,3.0],[3.5,4.0]]}"),
        post(
            "R05",
            "hp2:predict",
            "{\"instances\":[{\"x\":2.0},{\"x\":4}]}",
            200,
            "{\"predictions\":[3.0,4.0]}"),
        post("R07", "hp2:predict", "{\"inputs\":2.0}", 200, "{\"outputs\":3.0}"),
        post(
            "R08",
            "two/versions/123:predict",
            "{\"signature_name\":\"serving_default\",\"instances\":[1.0,2.0]}",
            200,
            "{\"predictions\":[2.5,3.0]}"),
        post(
            "R08 label", "two/labels/stable:predict", "{\"inputs\":2.0}", 200, "{\"outputs\":3.0}"),
        new RestExchange(
            "R10",
            "POST /V1/MODELS/hp2:PREDICT",
            "{\"instances\":[2.0]}",
            400,
            "Malformed request: POST /V1/MODELS/hp2:PREDICT"),
        post(
            "R11",
            "hp2:classify",
            "{\"signature_name\":\"classify_x_to_y\",\"examples\":[{\"x\":2.0}]}",
            200,
            "{\"results\":[[[\"\",3.0]]]}"),
        post(
            "R13",
            "hp2:regress",
            "{\"signature_name\":\"regress_x_to_y2\",\"examples\":[{\"x\":20.0}]}",
            200,
            "{\"results\":[13.0]}"),
        post(
            "R14",
            "hp2:regress",
            "{\"signature_name\":\"regress_x_to_y\",\"context\":{\"x\":80.0},\"examples\":[{},{}]}",
            200,
            "{\"results\":[42.0,42.0]}"),
        post(
            "R16",
            "tf2:classify",
            "{\"signature_name\":\"classify_x_to_y\",\"examples\":[{\"x\":20.0}]}",
            200,
            "{\"results\":[[[\"\",12.0]]]}"),
        post(
            "R17",
            "twoin:predict",
            "{\"instances\":[{\"a\":1,\"b\":2},{\"a\":3,\"b\":4}]}",
            200,
            "{\"predictions\":[{\"sum\":3.0,\"prod\":2.0},{\"sum\":7.0,\"prod\":12.0}]}"),
        post(
            "R19",
            "twoin:predict",
            "{\"signature_name\":\"total\",\"inputs\":[1,2,3]}",
            200,
            "{\"outputs\":6.0}"),
        post(
            "R20",
            "twoin:predict",
            "{\"signature_name\":\"total\",\"instances\":[1,2,3]}",
            400,
            "Tensor name: total has no shape information"),
        echo("R22", "echo_f32", "[NaN,Infinity,-Infinity,3]", "NaN, Infinity, -Infinity, 3.0"),
        echo("R23", "echo_f32", "[1e39,1e-50]", "[Infinity, 0.0"),
        echo(
            "R25",
            "echo_i64",
            "[9007199254740993,-9223372036854775808]",
            "{\"predictions\":[9007199254740993,-9223372036854775808]}"),
        refused(
            "R26",
            "echo_i64",
            "[9223372036854775808]",
            "Type: Number is not of expected type: int64"),
        echo("R28", "echo_u8", "[0,255]", "{\"predictions\":[0,255]}"),
        echo("R28 wraps", "echo_u8", "[300]", "{\"predictions\":[44]}"),
        echo("R29", "echo_boolean", "[true,false]", "{\"predictions\":[true,false]}"),
        refused("R29 number", "echo_boolean", "[1]", "expected type: bool"),
        echo(
            "R31",
            "echo_image_bytes",
            "[\"abc\",{\"b64\":\"/9j/\"}]",
            "{\"predictions\":[{\"b64\":\"YWJj\"},{\"b64\":\"/9j/\"}]}"),
        post(
            "R32",
            "types:predict",
            "{\"signature_name\":\"echo_text\",\"inputs\":{\"b64\":\"aGVsbG8=\"}}",
            200,
            "{\"outputs\":\"hello\"}"),
        post(
            "R34",
            "matrix:predict",
            "{\"instances\":[[[1,2,3],[1,2,3],[1,2,3]]]}",
            200,
            "{\"predictions\":[[[2.5,3.0,3.5],[2.5,3.0,3.5],[2.5,3.0,3.5]]]}"),
        post(
            "R35",
            "hp2:predict",
            "{\"instances\":[2.0]} trailing",
            200,
            "{\"predictions\":[3.0]}"));
  }

  static Stream<ConformanceCase> errors() {
    return Stream.of(
        hp2("E02", "/versions/99:predict", "{\"instances\":[1]}", 404, "Specific(hp2, 99)"),
        post(
            "E03",
            "two/labels/nope:predict",
            "{\"instances\":[1]}",
            400,
            "Unrecognized servable version label: nope"),
        hp2(
            "E05",
            ":predict",
            "instances = [1, 2]",
            400,
            "JSON Parse error: Invalid value. at offset: 0"),
        post("E06", "foo:predict", "", 400, "JSON Parse error"),
        hp2(
            "E08",
            ":predict",
            "{\"signature_name\":100}",
            400,
            "'signature_name' key must be a string value."),
        hp2(
            "E09",
            ":predict",
            "{\"signature_name\":\"zz\",\"instances\":[1]}",
            400,
            "Serving signature name: \"zz\" not found in signature def"),
        hp2("E11", ":predict", "{}", 400, "Missing 'inputs' or 'instances' key"),
        hp2("E12", ":predict", "{\"instances\":[]}", 400, "No values in 'instances' array"),
        hp2(
            "E12 number",
            ":predict",
            "{\"instances\":5}",
            400,
            "Expecting 'instances' to be an list/array"),
        hp2(
            "E14",
            ":predict",
            "{\"inputs\":[[1],[1,2]]}",
            400,
            "Encountered list at unexpected size: 2 at level: 1 expected size: 1"),
        post(
            "E15",
            "twoin:predict",
            "{\"instances\":[1,2]}",
            400,
            "instances is a plain list, but expecting list of objects"),
        post(
            "E17",
            "twoin:predict",
            "{\"instances\":[{\"a\":1,\"b\":2,\"c\":3}]}",
            400,
            "key: c of 'instances' list. Error: INVALID_ARGUMENT: JSON object: does not have named"
                + " input: c"),
        post(
            "E18",
            "twoin:predict",
            "{\"inputs\":{\"a\":[1]}}",
            400,
            "Missing named input: b in 'inputs' object."),
        regress("E20", "}", "key 'examples' is expected and was not found"),
        regress("E20 empty", ",\"examples\":[]}", "value is an empty array"),
        regress(
            "E20 number", ",\"examples\":[5]}", "Example must be JSON object but got JSON Number"),
        hp2(
            "E21",
            ":classify",
            "{\"examples\":[{\"x\":1.0}]}",
            400,
            "No classification inputs found in SignatureDef"),
        malformed("GET /v1/foo"),
        malformed("POST /v1/foo"),
        malformed("POST /v1/models"),
        malformed("GET /v1/models/hp2/"),
        malformed("GET /v1/models/hp2:predict"),
        malformed("POST /v1/models/hp2/metadata"),
        malformed("POST /v1/models/two/versions/123/labels/stable:predict"),
        rest("E24", "GET /v1/models", 400, "Missing model name in request."),
        rest("E26", "GET /nothing", 404, ""));
  }

  static Stream<ConformanceCase> descriptions() {
    return Stream.of(
        rest("C01", "GET /v1/models/hp2", 200, statuses(available(123))),
        rest("C02", "GET /v1/models/two", 200, statuses(available(124) + "," + available(123))),
        rest("C04", "GET /v1/models/hp2/versions/9", 404, "Could not find version 9 of model hp2"),
        rest("C05", "GET /v1/models/foo", 404, "Could not find any versions of model foo"),
        rest("C08", "GET /v1/models/tf2/metadata", 200, "__saved_model_init_op"));
  }

  private static RestExchange hp2(
      String id, String path, String body, int status, String expected) {
    return post(id, "hp2" + path, body, status, expected);
  }

  private static RestExchange echo(String id, String signature, String values, String expected) {
    return post(id, "types:predict", echoing(signature, values), 200, expected);
  }

  private static RestExchange refused(String id, String signature, String values, String reason) {
    return post(id, "types:predict", echoing(signature, values), 400, reason);
  }

  private static String echoing(String signature, String values) {
    return "{\"signature_name\":\"%s\",\"instances\":%s}".formatted(signature, values);
  }

  private static RestExchange regress(String id, String rest, String reason) {
    return hp2(id, ":regress", "{\"signature_name\":\"regress_x_to_y\"" + rest, 400, reason);
  }

  private static RestExchange malformed(String line) {
    return new RestExchange("E23", line, "", 400, "Malformed request: " + line);
  }

  private static String statuses(String versions) {
    return "{\"model_version_status\":[" + versions + "]}";
  }

  private static String available(int version) {
    return ("{\"version\":\"%d\",\"state\":\"AVAILABLE\","
            + "\"status\":{\"error_code\":\"OK\",\"error_message\":\"\"}}")
        .formatted(version);
  }
}
