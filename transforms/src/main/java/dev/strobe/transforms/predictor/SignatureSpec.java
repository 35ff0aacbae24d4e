package dev.strobe.transforms.predictor;

import java.util.Map;

/** A signature of a model: its inputs and outputs by alias. */
public record SignatureSpec(Map<String, TensorSpec> inputs, Map<String, TensorSpec> outputs) {

  public SignatureSpec {
    inputs = Map.copyOf(inputs);
    outputs = Map.copyOf(outputs);
  }
}
