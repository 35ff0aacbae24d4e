package dev.strobe.server.examples;

import static dev.strobe.server.examples.Tensors.floats;
import static dev.strobe.server.examples.Tensors.shape;
import static dev.strobe.server.examples.Tensors.strings;
import static dev.strobe.server.status.ServingFailures.assertThatFailsWith;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import dev.strobe.protos.serving.Regression;
import dev.strobe.protos.tensorflow.SignatureDef;
import dev.strobe.server.prediction.MethodNames;
import dev.strobe.server.status.Code;
import dev.strobe.server.tensor.Tensor;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class RegressTest {
  private static final String INPUTS = "inputs { key: 'inputs' }";
  private static final String OUTPUTS = "outputs { key: 'outputs' }";

  private final Regress regress = new Regress(MethodNames.IGNORED);

  @Test
  void signatureNeedsTheExamplesAndTheOutput() throws Exception {
    assertThat(regress.outputs(signature(INPUTS + OUTPUTS))).containsExactly("outputs");
    assertRefused(OUTPUTS, "Expected one input Tensor.");
    assertRefused(INPUTS, "Expected one output Tensor.");
    assertRefused(INPUTS + OUTPUTS + "outputs { key: 'other' }", "Expected one output Tensor.");
    assertRefused(
        "inputs { key: 'x' }" + OUTPUTS, "No regression inputs found in SignatureDef: inputs {");
    assertRefused(
        INPUTS + "outputs { key: 'y' }", "No regression outputs found in SignatureDef: inputs {");
  }

  @Test
  void methodNameCountsOnlyWhereItIsChecked() throws Exception {
    SignatureDef predict = signature(INPUTS + OUTPUTS + "method_name: 'm'");
    assertThat(regress.outputs(predict)).isNotEmpty();
    assertInvalid(
        () -> new Regress(MethodNames.CHECKED).outputs(predict),
        "Expected regression signature method_name to be tensorflow/serving/regress. Was: m");
  }

  @Test
  void valuesMayStandInARowOrAColumn() {
    for (long[] shape : new long[][] {{2}, {2, 1}}) {
      assertThat(regress.result(Map.of("outputs", floats(shape, 1.5f, -2)), 2).getRegressionsList())
          .extracting(Regression::getValue)
          .containsExactly(1.5f, -2f);
    }
  }

  @Test
  void outputsOfAnotherFormAreRefused() {
    assertNoResult(
        floats(shape(2, 2), 1, 2, 3, 4),
        "Expected output Tensor shape to be either [batch_size] or [batch_size, 1] but got [2,2]");
    assertNoResult(
        floats(shape(), 1),
        "Expected output Tensor shape to be either [batch_size] or [batch_size, 1] but got []");
    assertNoResult(
        floats(shape(1), 1), "Input batch size did not match output batch size: 2 vs. 1");
    assertNoResult(
        strings(shape(2), "a", "b"), "Expected output Tensor of DT_FLOAT.  Got: DT_STRING");
  }

  private void assertRefused(String signature, String message) throws Exception {
    SignatureDef parsed = signature(signature);
    assertInvalid(() -> regress.outputs(parsed), message);
  }

  private void assertNoResult(Tensor output, String message) {
    assertInvalid(() -> regress.result(Map.of("outputs", output), 2), message);
  }

  private static void assertInvalid(ThrowingCallable call, String message) {
    assertThatFailsWith(Code.INVALID_ARGUMENT, call).hasMessageStartingWith(message);
  }

  private static SignatureDef signature(String text) throws TextFormat.ParseException {
    return TextFormat.parse(text, SignatureDef.class);
  }
}
