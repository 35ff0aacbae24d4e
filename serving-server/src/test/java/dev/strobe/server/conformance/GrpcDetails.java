package dev.strobe.server.conformance;

import static dev.strobe.server.conformance.GrpcExchange.answers;
import static dev.strobe.server.conformance.GrpcExchange.fails;

import io.grpc.Status.Code;
import java.util.Locale;
import java.util.stream.Stream;

/** What the gRPC half of the table leaves out: how tensors are read, each way to name a version. */
final class GrpcDetails {
  private static final String ONE = "tensor_shape { dim { size: 1 } } ";
  private static final String X = x("dtype: DT_FLOAT " + ONE + "float_val: 2");
  private static final String EXAMPLES =
      "{ context { features { feature { key: 'x' value { float_list { value: 80 } } } } }"
          + " examples {} }";

  private GrpcDetails() {}

  static Stream<ConformanceCase> tensors() {
    return Stream.of(
        reads("content", "tensor_content: '\\000\\000\\000@' " + ONE, "dim { size: 1 }", "3"),
        reads("scalar", "float_val: 2", "", "3"),
        reads("no values", ONE, "dim { size: 1 }", "2"),
        reads("too many", ONE + "float_val: [2, 4, 6]", "dim { size: 1 }", "3"),
        reads("of another type", ONE + "double_val: 2", "dim { size: 1 }", "2"),
        reads("none", "tensor_shape { dim { size: 0 } }", "dim { size: 0 }", "[]"),
        unread("short content", "dtype: DT_FLOAT tensor_content: 'abc' " + ONE),
        unread("long content", "dtype: DT_FLOAT tensor_content: 'abcdefgh' " + ONE),
        unread("no type", ONE + "float_val: 2"),
        unread("reference", "dtype: DT_FLOAT_REF float_val: 2 " + ONE),
        unread("negative", "dtype: DT_FLOAT tensor_shape { dim { size: -1 } } float_val: 2"),
        unread("unknown rank", "dtype: DT_FLOAT tensor_shape { unknown_rank: true } float_val: 2"),
        unread(
            "overflow",
            "dtype: DT_FLOAT tensor_shape { dim { size: 9223372036854775807 }"
                + " dim { size: 9223372036854775807 } } float_val: 2"),
        unread(
            "255 dimensions",
            "dtype: DT_FLOAT tensor_shape { %s }".formatted("dim { size: 1 } ".repeat(255))),
        mistyped("half", "half_val: 16384"),
        mistyped("bfloat16", "half_val: 16384"),
        mistyped("double", "double_val: 2"),
        mistyped("int64", "int64_val: 2"),
        mistyped("string", "string_val: 'a'"),
        mistyped("bool", "bool_val: true"),
        mistyped("uint16", "int_val: 2"),
        mistyped("uint64", "uint64_val: 2"),
        mistyped("complex64", "scomplex_val: [1, 2]"),
        mistyped("qint8", "int_val: 1"),
        echoes("f64", "DT_DOUBLE", "double_val: [1e308, nan]"),
        echoes("f32", "DT_FLOAT", "float_val: [-inf, inf]"),
        echoes("i32", "DT_INT32", "int_val: [-2147483648, 2147483647]"),
        echoes("i64", "DT_INT64", "int64_val: [-9223372036854775808, 9223372036854775807]"),
        echoes("boolean", "DT_BOOL", "bool_val: [true, false]"),
        echoes("u8", "DT_UINT8", "int_val: [0, 255]"),
        echoes("text", "DT_STRING", "string_val: ['a', '\\377\\000']"));
  }

  static Stream<ConformanceCase> versions() {
    return Stream.of(
        answers(
            "label",
            "Predict",
            "model_spec { name: 'two' version_label: 'stable' }" + X,
            predicted("two", "dim { size: 1 }", "3")),
        fails(
            "no label",
            "Predict",
            "model_spec { name: 'foo' version_label: 'nope' }" + X,
            Code.INVALID_ARGUMENT,
            "Unrecognized servable version label: nope"),
        fails(
            "label, no name",
            "Predict",
            "model_spec { version_label: 'stable' }" + X,
            Code.INVALID_ARGUMENT,
            "ModelSpec has no name specified."),
        fails(
            "version 0",
            "Predict",
            "model_spec { name: 'two' version {} }" + X,
            Code.NOT_FOUND,
            "Specific(two, 0)"),
        fails(
            "other input",
            "Predict",
            "model_spec { name: 'hp2' }" + X.replace("'x'", "'zz'"),
            Code.INVALID_ARGUMENT,
            "Signature input alias: x(feed name: x:0) not found in request and no default value"
                + " provided. Inputs expected to be in the request {zz}"),
        fails(
            "no tensors",
            "Predict",
            "model_spec { name: 'tf2' signature_name: '__saved_model_init_op' }",
            Code.INVALID_ARGUMENT,
            "__saved_model_init_op"),
        answers(
            "status of all, whatever the label",
            "GetModelStatus",
            "model_spec { name: 'two' version_label: 'nope' }",
            "model_version_status { version: 124 state: AVAILABLE status {} }"
                + " model_version_status { version: 123 state: AVAILABLE status {} }"),
        fails("status of nothing", "GetModelStatus", "model_spec {}", Code.NOT_FOUND, "of model "),
        fails(
            "other field",
            "GetModelMetadata",
            "model_spec { name: 'foo' } metadata_field: ['signature_def', 'x']",
            Code.INVALID_ARGUMENT,
            "Metadata field x is not supported"),
        fails(
            "metadata of nothing",
            "GetModelMetadata",
            "metadata_field: 'signature_def'",
            Code.INVALID_ARGUMENT,
            "Missing ModelSpec"));
  }

  static Stream<ConformanceCase> examples() {
    String regress = "model_spec { name: 'hp2' signature_name: 'regress_x_to_y' } ";
    String context = "input { example_list_with_context " + EXAMPLES + " }";
    return Stream.of(
        answers(
            "context",
            "Regress",
            regress + context,
            "result { regressions { value: 42 } } model_spec { name: 'hp2' version { value: 123 }"
                + " signature_name: 'regress_x_to_y' }"),
        wrong("no signature", "Regress", "zz", context, "No signature was found with the name: zz"),
        wrong("no input", "Classify", "classify_x_to_y", "", "Input is empty."),
        wrong("no scores", "Classify", "regress_x_to_y", context, "at least one of \"classes\" or"),
        wrong("no value", "Regress", "classify_x_to_y", context, "No regression outputs found"),
        fails(
            "two inputs",
            "Classify",
            "model_spec { name: 'twoin' } " + context,
            Code.INVALID_ARGUMENT,
            "Expected one input Tensor."),
        fails(
            "task without a signature",
            "MultiInference",
            "tasks { model_spec { name: 'hp2' signature_name: 'zz' }"
                + " method_name: 'tensorflow/serving/regress' } "
                + context,
            Code.INVALID_ARGUMENT,
            "Requested signature not found in model graph: zz"),
        fails(
            "task without a name",
            "MultiInference",
            "tasks { %s method_name: 'tensorflow/serving/regress' }".formatted(regress)
                + " tasks { method_name: 'tensorflow/serving/regress' } "
                + context,
            Code.INVALID_ARGUMENT,
            "Found ModelSpec with an empty model name."));
  }

  private static GrpcExchange reads(String id, String tensor, String shape, String value) {
    return answers(
        "tensor " + id,
        "Predict",
        "model_spec { name: 'hp2' }" + x("dtype: DT_FLOAT " + tensor),
        predicted("hp2", shape, value));
  }

  private static GrpcExchange unread(String id, String tensor) {
    return fails(
        "tensor " + id,
        "Predict",
        "model_spec { name: 'hp2' }" + x(tensor),
        Code.INVALID_ARGUMENT,
        "tensor parsing error: x");
  }

  private static GrpcExchange mistyped(String type, String values) {
    String dtype = "dtype: DT_" + type.toUpperCase(Locale.ROOT) + " ";
    return fails(
        "type " + type,
        "Predict",
        "model_spec { name: 'hp2' }" + x(dtype + ONE + values),
        Code.INVALID_ARGUMENT,
        "Expects arg[0] to be float but " + type + " is provided");
  }

  private static GrpcExchange echoes(String alias, String dtype, String values) {
    String spec = "name: 'types' signature_name: 'echo_%s'".formatted(alias);
    String tensor =
        "{ key: '%s' value { dtype: %s tensor_shape { dim { size: 2 } } %s } }"
            .formatted(alias, dtype, values);
    return answers(
        "echo " + alias,
        "Predict",
        "model_spec { " + spec + " } inputs " + tensor,
        "model_spec { " + spec + " version { value: 1 } } outputs " + tensor);
  }

  private static GrpcExchange wrong(
      String id, String rpc, String signature, String input, String reason) {
    return fails(
        id,
        rpc,
        "model_spec { name: 'hp2' signature_name: '%s' } %s".formatted(signature, input),
        Code.INVALID_ARGUMENT,
        reason);
  }

  private static String x(String tensor) {
    return " inputs { key: 'x' value { " + tensor + " } }";
  }

  private static String predicted(String model, String shape, String values) {
    return ("model_spec { name: '%s' version { value: 123 } signature_name: 'serving_default' }"
            + " outputs { key: 'y' value { dtype: DT_FLOAT tensor_shape { %s } float_val: %s } }")
        .formatted(model, shape, values);
  }
}
