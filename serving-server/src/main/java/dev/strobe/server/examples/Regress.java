package dev.strobe.server.examples;

import static dev.strobe.server.examples.OutputChecks.invalid;
import static dev.strobe.server.examples.OutputChecks.unfit;

import dev.strobe.protos.serving.Regression;
import dev.strobe.protos.serving.RegressionResult;
import dev.strobe.protos.tensorflow.SignatureDef;
import dev.strobe.server.prediction.MethodNames;
import dev.strobe.server.tensor.DType;
import dev.strobe.server.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** Reads values, float {@code outputs} [examples] or [examples, 1]. */
record Regress(MethodNames names) implements ExampleMethod<RegressionResult> {
  private static final String OUTPUTS = "outputs";

  @Override
  public List<String> outputs(SignatureDef signature) {
    names.require("regression", MethodNames.REGRESS, signature);
    if (signature.getInputsCount() != 1) {
      throw invalid("Expected one input Tensor.");
    }
    if (signature.getOutputsCount() != 1) {
      throw invalid("Expected one output Tensor.");
    }
    if (!signature.containsInputs(INPUTS)) {
      throw unfit("No regression inputs found in SignatureDef: ", signature);
    }
    if (!signature.containsOutputs(OUTPUTS)) {
      throw unfit("No regression outputs found in SignatureDef: ", signature);
    }
    return List.of(OUTPUTS);
  }

  @Override
  public RegressionResult result(Map<String, Tensor> outputs, int examples) {
    Tensor output = outputs.get(OUTPUTS);
    if (output == null) {
      throw invalid("Could not find output tensor '" + OUTPUTS + "'");
    }
    check(output, examples);
    ByteBuffer values = output.data();
    var result = RegressionResult.newBuilder();
    for (int i = 0; i < examples; i++) {
      result.addRegressions(Regression.newBuilder().setValue(values.getFloat(i * Float.BYTES)));
    }
    return result.build();
  }

  private static void check(Tensor output, int examples) {
    boolean column = output.rank() == 2 && output.dimension(1) == 1;
    if (output.rank() != 1 && !column) {
      throw invalid(
          "Expected output Tensor shape to be either [batch_size] or [batch_size, 1] but got "
              + OutputChecks.shape(output));
    }
    if (output.dimension(0) != examples) {
      throw invalid(
          "Input batch size did not match output batch size: %d vs. %d"
              .formatted(examples, output.dimension(0)));
    }
    if (output.dtype() != DType.FLOAT) {
      throw invalid("Expected output Tensor of DT_FLOAT.  Got: " + output.dtype().protoName());
    }
  }
}
