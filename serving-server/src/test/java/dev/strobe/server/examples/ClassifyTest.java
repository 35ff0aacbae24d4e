package dev.strobe.server.examples;

import static dev.strobe.server.examples.Tensors.floats;
import static dev.strobe.server.examples.Tensors.shape;
import static dev.strobe.server.examples.Tensors.strings;
import static dev.strobe.server.status.ServingFailures.assertThatFailsWith;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import dev.strobe.protos.serving.ClassificationResult;
import dev.strobe.protos.tensorflow.SignatureDef;
import dev.strobe.server.prediction.MethodNames;
import dev.strobe.server.status.Code;
import dev.strobe.server.tensor.Tensor;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class ClassifyTest {
  private static final String INPUTS = "inputs { key: 'inputs' value { name: 'e:0' } }";
  private static final String CLASSES = "outputs { key: 'classes' value { name: 'c:0' } }";
  private static final String SCORES = "outputs { key: 'scores' value { name: 's:0' } }";

  private final Classify classify = new Classify(MethodNames.IGNORED);

  @Test
  void signatureNeedsTheExamplesAndOneOfTheOutputs() throws Exception {
    assertThat(classify.outputs(signature(INPUTS + CLASSES + SCORES)))
        .containsExactly("classes", "scores");
    assertThat(classify.outputs(signature(INPUTS + SCORES))).containsExactly("scores");
    assertThat(classify.outputs(signature(INPUTS + CLASSES + "outputs { key: 'other' }")))
        .containsExactly("classes");
    assertRefused("", "Expected one input Tensor.");
    assertRefused(INPUTS + "inputs { key: 'x' }" + SCORES, "Expected one input Tensor.");
    assertRefused(INPUTS, "Expected one or two output Tensors, found 0");
    assertRefused(
        INPUTS + CLASSES + SCORES + "outputs { key: 'other' }",
        "Expected one or two output Tensors, found 3");
    assertRefused(
        "inputs { key: 'x' }" + SCORES,
        "No classification inputs found in SignatureDef: inputs {\n  key: \"x\"\n");
    assertRefused(
        INPUTS + "outputs { key: 'other' }",
        "Expected classification signature outputs to contain at least one of \"classes\" or"
            + " \"scores\". Signature was: inputs {");
  }

  @Test
  void methodNameCountsOnlyWhereItIsChecked() throws Exception {
    SignatureDef predict = signature(INPUTS + SCORES + "method_name: 'tensorflow/serving/predict'");
    assertThat(classify.outputs(predict)).isNotEmpty();
    var checked = new Classify(MethodNames.CHECKED);
    assertInvalid(
        () -> checked.outputs(predict),
        "Expected classification signature method_name to be tensorflow/serving/classify. Was:"
            + " tensorflow/serving/predict");
    assertThat(
            checked.outputs(
                signature(INPUTS + SCORES + "method_name: 'tensorflow/serving/classify'")))
        .isNotEmpty();
  }

  @Test
  void labelsAndScoresAreTakenRowByRow() throws Exception {
    assertThat(
            result(
                2,
                Map.of(
                    "classes", strings(shape(2, 2), "a", "b", "c", "\u00ff"),
                    "scores", floats(shape(2, 2), 1, 2, 3, 4))))
        .isEqualTo(
            TextFormat.parse(
                """
                classifications { classes { label: "a" score: 1 } classes { label: "b" score: 2 } }
                classifications {
                  classes { label: "c" score: 3 } classes { label: "\ufffd" score: 4 }
                }
                """,
                ClassificationResult.class));
    assertThat(result(1, Map.of("scores", floats(shape(1, 1), 5))))
        .isEqualTo(
            TextFormat.parse(
                "classifications { classes { score: 5 } }", ClassificationResult.class));
    assertThat(result(1, Map.of("classes", strings(shape(1, 1), "a"))))
        .isEqualTo(
            TextFormat.parse(
                "classifications { classes { label: 'a' } }", ClassificationResult.class));
    assertThat(result(1, Map.of("scores", floats(shape(1, 0)))))
        .isEqualTo(TextFormat.parse("classifications {}", ClassificationResult.class));
  }

  @Test
  void outputsOfAnotherFormAreRefused() {
    assertNoResult(
        Map.of("scores", floats(shape(2), 1, 2)),
        "Expected Tensor shape: [batch_size num_classes] but got [2]");
    assertNoResult(
        Map.of("classes", strings(shape(2, 1, 1), "a", "b")),
        "Expected Tensor shape: [batch_size num_classes] but got [2,1,1]");
    assertNoResult(
        Map.of("classes", floats(shape(2, 1), 1, 2)),
        "Expected classes Tensor of DT_STRING. Got: DT_FLOAT");
    assertNoResult(
        Map.of("scores", strings(shape(2, 1), "a", "b")),
        "Expected scores Tensor of DT_FLOAT. Got: DT_STRING");
    assertNoResult(
        Map.of("classes", strings(shape(1, 1), "a")),
        "Expected classes output batch size of 2. Got: 1");
    assertNoResult(
        Map.of("scores", floats(shape(3, 1), 1, 2, 3)),
        "Expected scores output batch size of 2. Got: 3");
    assertNoResult(
        Map.of(
            "classes", strings(shape(2, 1), "a", "b"),
            "scores", floats(shape(2, 2), 1, 2, 3, 4)),
        "Tensors class and score should match in dim_size(1). Got 1 vs. 2");
  }

  private ClassificationResult result(int examples, Map<String, Tensor> outputs) {
    return classify.result(outputs, examples);
  }

  private void assertRefused(String signature, String message) throws Exception {
    SignatureDef parsed = signature(signature);
    assertInvalid(() -> classify.outputs(parsed), message);
  }

  private void assertNoResult(Map<String, Tensor> outputs, String message) {
    assertInvalid(() -> result(2, outputs), message);
  }

  private static void assertInvalid(ThrowingCallable call, String message) {
    assertThatFailsWith(Code.INVALID_ARGUMENT, call).hasMessageStartingWith(message);
  }

  private static SignatureDef signature(String text) throws TextFormat.ParseException {
    return TextFormat.parse(text, SignatureDef.class);
  }
}
