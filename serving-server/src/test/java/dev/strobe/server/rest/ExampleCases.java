package dev.strobe.server.rest;

import static dev.strobe.server.rest.RestCase.post;

import java.util.stream.Stream;

/** What the REST interface answers to questions about examples, beyond the conformance table. */
final class ExampleCases {

  private ExampleCases() {}

  static Stream<RestCase> answers() {
    return Stream.of(
        post(
            "two examples",
            "hp2/versions/1:classify",
            "{\"examples\":[{\"x\":2.0},{\"x\":[4e0]}],\"signature_name\":\"classify_x_to_y\"}",
            200,
            "{\"results\":[[[\"\",3.0]],[[\"\",4.0]]]}"),
        post(
            "text of classes",
            "hp2:classify",
            "{\"signature_name\":\"classify_x_to_y\",\"examples\":[{\"x\":2.0},{\"x\":4.0}]}",
            200,
            "\"results\": [[[\"\", 3.0]], [[\"\", 4.0]]]"),
        post(
            "text of values",
            "hp2:regress",
            "{\"signature_name\":\"regress_x_to_y\",\"examples\":[{\"x\":2.0},{\"x\":2e7}]}",
            200,
            "\"results\": [3.0, 10000002.0]"),
        post(
            "example before context",
            "hp2:regress",
            "{\"signature_name\":\"regress_x_to_y\",\"context\":{\"x\":80.0},"
                + "\"examples\":[{\"x\":2.0},{\"unknown\":{\"b64\":\"/9j/\"}}]}",
            200,
            "{\"results\":[3.0,42.0]}"),
        post(
            "not finite",
            "hp2:regress",
            "{\"signature_name\":\"regress_x_to_y\",\"examples\":[{\"x\":NaN},{\"x\":1e39}]}",
            200,
            "\"results\": [NaN, Infinity]"),
        post(
            "first member wins",
            "hp2:regress",
            "{\"signature_name\":\"regress_x_to_y\",\"examples\":[{\"x\":2.0}],\"examples\":5}",
            200,
            "{\"results\":[3.0]}"));
  }

  static Stream<RestCase> errors() {
    return Stream.of(
        post(
            "examples are no list",
            "hp2:regress",
            "{\"examples\":{}}",
            400,
            "Expecting 'examples' value to be an list/array"),
        post(
            "example is a number",
            "hp2:regress",
            "{\"examples\":[{\"x\":1.0},5]}",
            400,
            "Example must be JSON object but got JSON Number"),
        post(
            "context is a list",
            "hp2:regress",
            "{\"examples\":[{}],\"context\":[]}",
            400,
            "Example must be JSON object but got JSON Array"),
        post(
            "signature for predict",
            "hp2:regress",
            "{\"examples\":[{\"x\":1.0}]}",
            400,
            "No regression inputs found in SignatureDef: inputs {"),
        post(
            "signature for classify",
            "hp2:regress",
            "{\"signature_name\":\"classify_x_to_y\",\"examples\":[{\"x\":1.0}]}",
            400,
            "No regression outputs found in SignatureDef"),
        post(
            "two inputs",
            "twoin:classify",
            "{\"examples\":[{\"x\":1.0}]}",
            400,
            "Expected one input Tensor."),
        post(
            "no such signature",
            "hp2:classify",
            "{\"signature_name\":\"zz\",\"examples\":[{\"x\":1.0}]}",
            400,
            "No signature was found with the name: zz"),
        post(
            "signature is no string",
            "hp2:classify",
            "{\"signature_name\":7,\"examples\":[{\"x\":1.0}]}",
            400,
            "'signature_name' key must be a string value."),
        post("examples before model", "foo:classify", "{\"examples\":[]}", 400, "empty array"),
        post(
            "no such model",
            "foo:classify",
            "{\"examples\":[{}]}",
            404,
            "Servable not found for request: Latest(foo)"),
        post(
            "no such version",
            "hp2/versions/7:regress",
            "{\"examples\":[{}]}",
            404,
            "Servable not found for request: Specific(hp2, 7)"),
        post(
            "no such label",
            "hp2/labels/nope:regress",
            "{\"examples\":[{}]}",
            400,
            "Unrecognized servable version label: nope"),
        post(
            "missing feature",
            "hp2:regress",
            "{\"signature_name\":\"regress_x_to_y\",\"examples\":[{}]}",
            400,
            "Feature: x (data type: float) is required but could not be found."),
        post(
            "integer for a float",
            "hp2:regress",
            "{\"signature_name\":\"regress_x_to_y\",\"examples\":[{\"x\":2}]}",
            400,
            "Data types don't match."),
        post(
            "mixed feature",
            "hp2:regress",
            "{\"examples\":[{\"x\":[1.5,2]}]}",
            400,
            "Unexpected element type in feature: x expecting type: float"),
        post("not JSON", "hp2:regress", "{", 400, "JSON Parse error: "),
        post("not an object", "hp2:regress", "[1]", 400, "JSON Value: [1] Is not object"));
  }
}
