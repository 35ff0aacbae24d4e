package dev.strobe.server.examples;

import static dev.strobe.server.examples.OutputChecks.invalid;
import static dev.strobe.server.examples.OutputChecks.unfit;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.strobe.protos.serving.ClassificationResult;
import dev.strobe.protos.serving.Classifications;
import dev.strobe.protos.tensorflow.SignatureDef;
import dev.strobe.server.prediction.MethodNames;
import dev.strobe.server.tensor.DType;
import dev.strobe.server.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads labels, string {@code classes} [examples, classes], and scores, float {@code scores} of the
 * same shape; a model may have either or both.
 */
record Classify(MethodNames names) implements ExampleMethod<ClassificationResult> {
  private static final String CLASSES = "classes";
  private static final String SCORES = "scores";

  @Override
  public List<String> outputs(SignatureDef signature) {
    names.require("classification", MethodNames.CLASSIFY, signature);
    if (signature.getInputsCount() != 1) {
      throw invalid("Expected one input Tensor.");
    }
    if (signature.getOutputsCount() < 1 || signature.getOutputsCount() > 2) {
      throw invalid("Expected one or two output Tensors, found " + signature.getOutputsCount());
    }
    if (!signature.containsInputs(INPUTS)) {
      throw unfit("No classification inputs found in SignatureDef: ", signature);
    }
    List<String> found = Stream.of(CLASSES, SCORES).filter(signature::containsOutputs).toList();
    if (found.isEmpty()) {
      throw unfit(
          "Expected classification signature outputs to contain at least one of \"classes\" or"
              + " \"scores\". Signature was: ",
          signature);
    }
    return found;
  }

  @Override
  public ClassificationResult result(Map<String, Tensor> outputs, int examples) {
    Tensor classes = outputs.get(CLASSES);
    Tensor scores = outputs.get(SCORES);
    long count = 0;
    if (classes != null) {
      count = count(CLASSES, classes, DType.STRING, examples);
    }
    if (scores != null) {
      count = count(SCORES, scores, DType.FLOAT, examples);
    }
    if (classes != null && scores != null && classes.dimension(1) != scores.dimension(1)) {
      throw invalid(
          "Tensors class and score should match in dim_size(1). Got %d vs. %d"
              .formatted(classes.dimension(1), scores.dimension(1)));
    }
    return result(classes, scores, examples, Math.toIntExact(count));
  }

  /** The number of classes. */
  private static long count(String alias, Tensor output, DType dtype, int examples) {
    if (output.rank() != 2) {
      throw invalid(
          "Expected Tensor shape: [batch_size num_classes] but got " + OutputChecks.shape(output));
    }
    if (output.dtype() != dtype) {
      throw invalid(
          "Expected %s Tensor of %s. Got: %s"
              .formatted(alias, dtype.protoName(), output.dtype().protoName()));
    }
    if (output.dimension(0) != examples) {
      throw invalid(
          "Expected %s output batch size of %d. Got: %d"
              .formatted(alias, examples, output.dimension(0)));
    }
    return output.dimension(1);
  }

  private static ClassificationResult result(
      @Nullable Tensor classes, @Nullable Tensor scores, int examples, int count) {
    List<byte[]> labels = classes == null ? List.of() : classes.strings();
    ByteBuffer values = scores == null ? ByteBuffer.allocate(0) : scores.data();
    var result = ClassificationResult.newBuilder();
    int element = 0;
    for (int example = 0; example < examples; example++) {
      var classifications = Classifications.newBuilder();
      for (int i = 0; i < count; i++) {
        var found = classifications.addClassesBuilder();
        if (classes != null) {
          found.setLabel(new String(labels.get(element), UTF_8));
        }
        if (scores != null) {
          found.setScore(values.getFloat(element * Float.BYTES));
        }
        element++;
      }
      result.addClassifications(classifications);
    }
    return result.build();
  }
}
