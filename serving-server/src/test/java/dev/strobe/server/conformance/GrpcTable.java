package dev.strobe.server.conformance;

import static dev.strobe.server.conformance.GrpcExchange.answers;
import static dev.strobe.server.conformance.GrpcExchange.fails;

import io.grpc.Status.Code;
import java.time.Duration;
import java.util.stream.Stream;

/** The gRPC half of the table, requests and answers in text format. */
final class GrpcTable {
  private static final String TWO =
      " inputs { key: 'x' value { dtype: DT_FLOAT tensor_shape { dim { size: 1 } } float_val: 2 } }";
  private static final String EXAMPLE =
      " input { example_list { examples { features { feature { key: 'x'"
          + " value { float_list { value: 2 } } } } } } }";

  private GrpcTable() {}

  static Stream<ConformanceCase> predict() {
    return Stream.of(
        answers("G01", "Predict", model("hp2") + TWO, predicted("hp2", "size: 1", "3")),
        answers(
            "G02",
            "Predict",
            model("hp2") + TWO + " output_filter: 'y'",
            predicted("hp2", "size: 1", "3")),
        answers(
            "G04",
            "Predict",
            model("hp2") + TWO.replace("size: 1", "size: 3"),
            predicted("hp2", "size: 3", "[3, 3, 3]")),
        answers(
            "G05",
            "Predict",
            "model_spec { name: 'two' version { value: 123 } }" + TWO,
            predicted("two", "size: 1", "3")),
        fails("G07", "Predict", TWO, Code.INVALID_ARGUMENT, "Missing ModelSpec"),
        fails(
            "G07 empty",
            "Predict",
            "model_spec {}" + TWO,
            Code.INVALID_ARGUMENT,
            "ModelSpec has no name specified."),
        fails(
            "G08",
            "Predict",
            model("foo") + TWO,
            Code.NOT_FOUND,
            "Servable not found for request: Latest(foo)"),
        fails(
            "G08 version",
            "Predict",
            "model_spec { name: 'hp2' version { value: 7 } }" + TWO,
            Code.NOT_FOUND,
            "Servable not found for request: Specific(hp2, 7)"),
        fails(
            "G10",
            "Predict",
            "model_spec { name: 'hp2' signature_name: 'zz' }" + TWO,
            Code.FAILED_PRECONDITION,
            "Serving signature key \"zz\" not found."),
        fails(
            "G11",
            "Predict",
            model("hp2"),
            Code.INVALID_ARGUMENT,
            "input size does not match signature: 0!=1 len({}) != len({x}). Sent extra: {}."
                + " Missing but required: {x}."),
        fails(
            "G13",
            "Predict",
            model("hp2") + TWO + TWO.replace("'x'", "'zz'"),
            Code.INVALID_ARGUMENT,
            "Sent extra: {zz}. Missing but required: {}."),
        fails(
            "G14",
            "Predict",
            model("hp2")
                + " inputs { key: 'x' value { dtype: DT_INT32 tensor_shape { dim { size: 1 } }"
                + " int_val: 2 } }",
            Code.INVALID_ARGUMENT,
            "Expects arg[0] to be float but int32 is provided"),
        fails(
            "G16",
            "Predict",
            model("hp2") + TWO + " output_filter: 'zz'",
            Code.INVALID_ARGUMENT,
            "output tensor alias not found in signature: zz"),
        fails(
            "G16 twice",
            "Predict",
            model("hp2") + TWO + " output_filter: 'y' output_filter: 'y'",
            Code.INVALID_ARGUMENT,
            "duplicate output tensor alias: y"),
        Steps.of(
            "G17",
            count("incr_counter", 1),
            count("incr_counter", 2),
            count("incr_counter", 3),
            count("get_counter", 3),
            count("reset_counter", 0)),
        Steps.of(
            "G32",
            fails(
                    "slow",
                    "Predict",
                    model("slow")
                        + " inputs { key: 'x' value { dtype: DT_FLOAT"
                        + " tensor_shape { dim { size: 2600 } dim { size: 2600 } }"
                        + " float_val: 0 } }",
                    Code.DEADLINE_EXCEEDED,
                    "")
                .within(Duration.ofMillis(200)),
            answers("quick", "Predict", model("hp2") + TWO, predicted("hp2", "size: 1", "3"))),
        fails(
            "G34",
            "Predict",
            "model_spec { name: 'hp2' signature_name: '" + "z".repeat(2000) + "' }" + TWO,
            Code.FAILED_PRECONDITION,
            "zz...TRUNCATED"));
  }

  static Stream<ConformanceCase> examples() {
    return Stream.of(
        answers(
            "G19",
            "Classify",
            model("hp2", "classify_x_to_y") + EXAMPLE,
            "result { classifications { classes { score: 3 } } } "
                + spec("hp2", "classify_x_to_y")),
        answers(
            "G20",
            "Regress",
            model("hp2", "regress_x_to_y") + EXAMPLE,
            "result { regressions { value: 3 } } " + spec("hp2", "regress_x_to_y")),
        fails(
            "G22",
            "Classify",
            model("hp2", "classify_x_to_y") + " input {}",
            Code.INVALID_ARGUMENT,
            "Input is empty."),
        fails(
            "G23",
            "Regress",
            model("hp2", "regress_x2_to_y3") + EXAMPLE,
            Code.INVALID_ARGUMENT,
            "Expects arg[0] to be float but string is provided"),
        fails(
            "G25",
            "MultiInference",
            task("hp2", "regress_x_to_y", "regress")
                + task("hp3", "regress_x_to_y", "regress")
                + EXAMPLE,
            Code.INVALID_ARGUMENT,
            "must access the same model name"),
        fails(
            "G25 twice",
            "MultiInference",
            task("hp2", "regress_x_to_y", "regress").repeat(2) + EXAMPLE,
            Code.INVALID_ARGUMENT,
            "Duplicate evaluation of signature"),
        fails(
            "G25 method",
            "MultiInference",
            task("hp2", "regress_x_to_y", "x") + EXAMPLE,
            Code.UNIMPLEMENTED,
            "Unsupported signature method_name"),
        fails("G25 nothing", "MultiInference", EXAMPLE, Code.INVALID_ARGUMENT, "no name specified"),
        answers(
            "G25 both",
            "MultiInference",
            task("hp2", "regress_x_to_y", "regress")
                + task("hp2", "classify_x_to_y", "classify")
                + EXAMPLE,
            "results { "
                + spec("hp2", "regress_x_to_y")
                + " regression_result { regressions { value: 3 } } } results { "
                + spec("hp2", "classify_x_to_y")
                + " classification_result { classifications { classes { score: 3 } } } }"));
  }

  static Stream<ConformanceCase> models() {
    return Stream.of(
        answers("G28", "GetModelStatus", model("two"), available(124) + available(123)),
        fails("G29", "GetModelStatus", "", Code.INVALID_ARGUMENT, "Missing ModelSpec"),
        fails("G29 model", "GetModelStatus", model("foo"), Code.NOT_FOUND, "model foo"),
        fails(
            "G29 version",
            "GetModelStatus",
            "model_spec { name: 'hp2' version { value: 9 } }",
            Code.NOT_FOUND,
            "Could not find version 9 of model hp2"),
        health(""),
        health("PredictionService"),
        health("ModelService"),
        health("tensorflow.serving.PredictionService"),
        health("tensorflow.serving.ModelService"),
        fails("G31", "Check", "service: 'x'", Code.NOT_FOUND, ""));
  }

  private static GrpcExchange health(String service) {
    return answers("G31", "Check", "service: '" + service + "'", "status: SERVING");
  }

  private static String model(String name) {
    return "model_spec { name: '" + name + "' }";
  }

  private static String model(String name, String signature) {
    return "model_spec { name: '%s' signature_name: '%s' }".formatted(name, signature);
  }

  private static String spec(String name, String signature) {
    return "model_spec { name: '%s' version { value: 123 } signature_name: '%s' }"
        .formatted(name, signature);
  }

  private static String task(String model, String signature, String method) {
    return " tasks { %s method_name: 'tensorflow/serving/%s' }"
        .formatted(model(model, signature), method);
  }

  private static String predicted(String model, String shape, String values) {
    return spec(model, "serving_default")
        + " outputs { key: 'y' value { dtype: DT_FLOAT tensor_shape { dim { %s } }".formatted(shape)
        + " float_val: %s } }".formatted(values);
  }

  private static GrpcExchange count(String signature, int expected) {
    return answers(
        signature,
        "Predict",
        model("counter", signature),
        spec("counter", signature)
            + " outputs { key: 'output' value { dtype: DT_FLOAT tensor_shape {} float_val: %d } }"
                .formatted(expected));
  }

  private static String available(int version) {
    return " model_version_status { version: %d state: AVAILABLE status {} }".formatted(version);
  }
}
