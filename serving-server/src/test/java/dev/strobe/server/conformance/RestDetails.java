package dev.strobe.server.conformance;

import static dev.strobe.server.conformance.RestExchange.post;
import static dev.strobe.server.conformance.RestExchange.rest;

import java.util.stream.Stream;

/** What the REST half of the table leaves out: each element type, each text, each form of a URL. */
final class RestDetails {
  private static final int OK = 200;
  private static final int BAD = 400;
  private static final String TYPE = " is not of expected type: ";

  private RestDetails() {}

  static Stream<ConformanceCase> values() {
    return Stream.of(
        rows("f64", "echo_f64", "[0.1,1e308,3]", "[0.1, 1e+308, 3.0"),
        rows("%g", "echo_f32", "[0.333333343,9000000,16777216]", "[0.333333343, 9e+06, 16777216.0"),
        rows("short NaN", "echo_f32", "[Inf,-Inf,-NaN]", "[Infinity, -Infinity, NaN"),
        rows("long integer", "echo_f32", "[123456789012345678901234567890]", "[1.23456789e+29"),
        rows("i32", "echo_i32", "[2147483647,-2147483648]", "[2147483647, -2147483648"),
        rows("u8 keeps low bits", "echo_u8", "[-1,256,-129]", "[255, 0, 127"),
        rows("text", "echo_text", "[\"\\u00e9\\n\",\"\\ud83d\\ude00\"]", "[\"é\\n\", \"😀\""),
        rows("text as b64", "echo_text", "[{\"b64\":\"aGk=\"},\"x\"]", "[\"hi\", \"x\""),
        rows("no padding", "echo_image_bytes", "[{\"b64\":\"AA\"}]", "[{\"b64\": \"AA==\"}"),
        rows(
            "empty bytes", "echo_image_bytes", "[{\"b64\":\"\"},\"\"]", "[{\"b64\": \"\"}, {\"b64"),
        rows("rows of rows", "echo_boolean", "[[true,false],[false,true]]", "[[true, false], [fa"),
        rows("empty rows", "echo_f32", "[[],[]]", "[[], []"),
        rows(
            "bytes by name",
            "echo_image_bytes",
            "[{\"image_bytes\":{\"b64\":\"AA==\"}}]",
            "[{\"b64\": \"AA==\"}"),
        rows("zeros", "echo_f32", "[-0,-0.0,0]", "[0.0, -0.0, 0.0"),
        columns("empty", "echo_f32", "[]", "{\"outputs\":[]}"),
        columns("empty lists", "echo_f32", "[[],[]]", "{\"outputs\":[[],[]]}"),
        columns("by name", "echo_f32", "{\"f32\":[1,2]}", "{\"outputs\":[1.0,2.0]}"),
        post(
            "more than asked",
            "twoin:predict",
            "{\"inputs\":{\"a\":[1,3],\"b\":[2,4],\"zz\":[1]}}",
            OK,
            "{\"outputs\":{\"sum\":[3.0,7.0],\"prod\":[2.0,12.0]}}"),
        post(
            "first of two keys",
            "hp2:predict",
            "{\"instances\":[1.0],\"instances\":[2.0]}",
            OK,
            "{\"predictions\":[2.5]}"),
        examples(
            "over context", "{\"context\":{\"x\":80.0},\"examples\":[{\"x\":2.0},{}]", "3.0, 42.0"),
        examples("NaN", "{\"examples\":[{\"x\":NaN}]", "NaN"));
  }

  static Stream<ConformanceCase> refusals() {
    return Stream.of(
        bad("i32 beyond", "echo_i32", "[2147483648]", "Number" + TYPE + "int32"),
        bad("i32 point", "echo_i32", "[1.0]", "JSON Value: 1.0 Type: Number" + TYPE + "int32"),
        bad("i64 text", "echo_i64", "[\"5\"]", "JSON Value: \"5\" Type: String" + TYPE + "int64"),
        bad("bool null", "echo_boolean", "[null]", "Type: Null" + TYPE + "bool"),
        bad("text number", "echo_text", "[1]", "Type: Number" + TYPE + "string"),
        bad("f32 object", "echo_f32", "[{\"b64\":\"AA==\"}]", "Type: Object" + TYPE + "float"),
        bad("f32 true", "echo_f32", "[true]", "Type: True" + TYPE + "float"),
        bad("f32 1e400", "echo_f32", "[1e400]", "Number too big to be stored in double. at offset"),
        bad("sizes", "echo_f32", "[[1],[1,2]]", "Expecting tensor size: 1 but got: 2"),
        bad("shapes", "echo_f32", "[[1,2],[[1],[2]]]", "Expecting shape [2] but got: [2,1]"),
        bad("value, list", "echo_f32", "[1,[2]]", "Expecting shape [] but got: [1]"),
        bad("value, object", "echo_f32", "[1,{\"f32\":2}]", "got object at item 1 of input list"),
        bad("object, value", "echo_f32", "[{\"f32\":2},1]", "object but got list at item 1"),
        bad("no key", "echo_f32", "[{}]", "JSON object: {} keys must be equal to: f32"),
        bad("no base64", "echo_image_bytes", "[{\"b64\":\"*!\"}]", "Unable to base64 decode"),
        bad("comma", "echo_f32", "[1,]", "JSON Parse error: Invalid value. at offset: 44"),
        post(
            "levels",
            "hp2:predict",
            "{\"inputs\":[[1,2],3]}",
            BAD,
            "JSON Value: 3 found at incorrect level: 2 in the JSON DOM. Expected at level: 2"),
        post(
            "both", "hp2:predict", "{\"instances\":[1],\"inputs\":[1]}", BAD, "expecting only one"),
        post("no object", "hp2:predict", "[1,2]", BAD, "JSON Value: [1, 2] Is not object"),
        post("blank", "hp2:predict", "", BAD, "JSON Parse error: The document is empty"),
        post(
            "nothing to feed",
            "counter:predict",
            "{\"signature_name\":\"incr_counter\",\"instances\":[1]}",
            BAD,
            "Failed to get input map for signature: incr_counter"),
        post(
            "no tensors",
            "tf2:predict",
            "{\"signature_name\":\"__saved_model_init_op\",\"instances\":[1]}",
            BAD,
            "Failed to get input map for signature: __saved_model_init_op"),
        post(
            "plain for two",
            "twoin:predict",
            "{\"inputs\":[1,2]}",
            BAD,
            "inputs is a plain value/list, but expecting an object"),
        wrongExamples(
            "mixed", "{\"x\":[2.0,1]}", "Unexpected element type in feature: x expecting"),
        wrongExamples(
            "null", "{\"x\":null}", "Feature: x has element with unexpected JSON type: Null"),
        wrongExamples("2^64-1", "{\"x\":18446744073709551615}", "Only int64_t is supported."),
        wrongExamples("integer", "{\"x\":2}", "Data type: int64 but expected type: float"),
        wrongExamples("none", "{}", "Feature: x (data type: float) is required"));
  }

  static Stream<ConformanceCase> paths() {
    return Stream.of(
        post("zeros", "two/versions/000123:predict", "{\"inputs\":2.0}", OK, "{\"outputs\":3.0}"),
        post("escape", "two/labels/%73table:predict", "{\"inputs\":2.0}", OK, "{\"outputs\":3.0}"),
        post(
            "2^64",
            "hp2/versions/18446744073709551616:predict",
            "{\"inputs\":2.0}",
            BAD,
            "Failed to convert version: 18446744073709551616 to numeric."),
        post("no model, label", "foo/labels/nope:predict", "{\"inputs\":1}", BAD, "label: nope"),
        post("unknown", "foo:classify", "{\"examples\":[{}]}", 404, "Latest(foo)"),
        rest("label", "GET /v1/models/two/labels/nope", OK, "\"version\": \"124\""),
        rest("by label", "GET /v1/models/two/labels/stable/metadata", OK, "\"version\": \"123\""),
        rest("no label", "GET /v1/models/two/labels/nope/metadata", BAD, "version label: nope"),
        rest("no version", "GET /v1/models/hp2/versions/7/metadata", 404, "Specific(hp2, 7)"),
        rest("no model", "GET /v1/models/foo/metadata", 404, "Latest(foo)"),
        rest("case", "GET /v1/models/hp2/METADATA", OK, "model_version_status"),
        rest("query", "GET /v1/models/hp2?a=b", OK, "AVAILABLE"),
        rest("nameless", "GET /v1/models/versions/1", BAD, "Missing model name in request."),
        rest(
            "put",
            "PUT /v1/models/hp2:predict",
            BAD,
            "Malformed request: PUT /v1/models/hp2:predict"),
        rest("explain", "POST /v1/models/hp2:explain", BAD, "Malformed request: POST"));
  }

  private static RestExchange rows(String id, String signature, String values, String expected) {
    return post("row " + id, "types:predict", body(signature, "instances", values), OK, expected);
  }

  private static RestExchange columns(String id, String signature, String values, String expected) {
    return post("column " + id, "types:predict", body(signature, "inputs", values), OK, expected);
  }

  private static RestExchange bad(String id, String signature, String values, String reason) {
    return post("bad " + id, "types:predict", body(signature, "instances", values), BAD, reason);
  }

  private static String body(String signature, String key, String values) {
    return "{\"signature_name\":\"%s\",\"%s\":%s}".formatted(signature, key, values);
  }

  private static RestExchange examples(String id, String body, String expected) {
    return post(
        "examples " + id,
        "hp2:regress",
        body + ",\"signature_name\":\"regress_x_to_y\"}",
        OK,
        "\"results\": [" + expected + "]");
  }

  private static RestExchange wrongExamples(String id, String example, String reason) {
    return post(
        "example " + id,
        "hp2:regress",
        "{\"signature_name\":\"regress_x_to_y\",\"examples\":[%s]}".formatted(example),
        BAD,
        reason);
  }
}
