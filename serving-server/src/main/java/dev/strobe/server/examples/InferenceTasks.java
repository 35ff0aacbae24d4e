package dev.strobe.server.examples;

import static dev.strobe.server.examples.OutputChecks.invalid;

import dev.strobe.protos.serving.InferenceResult;
import dev.strobe.protos.serving.InferenceTask;
import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.tensorflow.SignatureDef;
import dev.strobe.server.prediction.MethodNames;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.wire.ModelSpecs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks the tasks of a call one after the other, with TensorFlow Serving's texts. */
record InferenceTasks(Classify classify, Regress regress) {

  /**
   * The runs that the tasks ask for, in their order.
   *
   * @param definitions the model's signatures
   * @throws ServingException UNIMPLEMENTED for a method that is not one of the two, else
   *     INVALID_ARGUMENT
   */
  List<ExampleRun<?, InferenceResult>> runs(
      List<InferenceTask> tasks, Map<String, SignatureDef> definitions) {
    if (tasks.isEmpty()) {
      throw invalid("ModelSpec has no name specified.");
    }
    Set<String> seen = new HashSet<>();
    List<ExampleRun<?, InferenceResult>> runs = new ArrayList<>();
    for (InferenceTask task : tasks) {
      ModelSpec spec = task.getModelSpec();
      requireModel(spec, tasks.get(0).getModelSpec());
      String name = ModelSpecs.signatureName(spec);
      if (!seen.add(name)) {
        throw invalid("Duplicate evaluation of signature: " + name);
      }
      SignatureDef signature = definitions.get(name);
      if (signature == null) {
        throw invalid("Requested signature not found in model graph: " + name);
      }
      runs.add(run(task.getMethodName(), name, signature));
    }
    return runs;
  }

  private static void requireModel(ModelSpec spec, ModelSpec first) {
    if (spec.getName().isEmpty()) {
      throw invalid("Found ModelSpec with an empty model name.");
    }
    if (!spec.getName().equals(first.getName())) {
      throw invalid("All ModelSpecs in a MultiInferenceRequest must access the same model name.");
    }
  }

  private ExampleRun<?, InferenceResult> run(String method, String name, SignatureDef signature) {
    return switch (method) {
      case MethodNames.CLASSIFY ->
          ExampleRun.of(
              name,
              signature,
              classify,
              (spec, result) ->
                  InferenceResult.newBuilder()
                      .setModelSpec(spec)
                      .setClassificationResult(result)
                      .build());
      case MethodNames.REGRESS ->
          ExampleRun.of(
              name,
              signature,
              regress,
              (spec, result) ->
                  InferenceResult.newBuilder()
                      .setModelSpec(spec)
                      .setRegressionResult(result)
                      .build());
      default ->
          throw new ServingException(
              Code.UNIMPLEMENTED, "Unsupported signature method_name: " + method);
    };
  }
}
