package dev.strobe.server.warmup;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.strobe.protos.serving.Input;
import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.MultiInferenceRequest;
import dev.strobe.protos.serving.PredictionLog;
import dev.strobe.protos.serving.SerializedInput;
import dev.strobe.server.examples.ExampleCall;
import dev.strobe.server.examples.ExampleInference;
import dev.strobe.server.examples.MultiInferenceCall;
import dev.strobe.server.prediction.MethodNames;
import dev.strobe.server.prediction.Prediction;
import dev.strobe.server.servable.Deadline;
import dev.strobe.server.servable.Priority;
import dev.strobe.server.servable.ServableCatalog;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Replays requests with examples. */
record ExampleReplays(Function<ServableCatalog, Prediction> predictions, MethodNames methodNames) {

  CompletableFuture<?> classify(PredictionLog log, ServableCatalog version) {
    var request = log.getClassifyLog().getRequest();
    return inference(version).classify(call(request.getModelSpec(), request.getInput()));
  }

  CompletableFuture<?> regress(PredictionLog log, ServableCatalog version) {
    var request = log.getRegressLog().getRequest();
    return inference(version).regress(call(request.getModelSpec(), request.getInput()));
  }

  CompletableFuture<?> infer(PredictionLog log, ServableCatalog version) {
    MultiInferenceRequest request = log.getMultiInferenceLog().getRequest();
    return inference(version)
        .infer(
            new MultiInferenceCall(
                request.getTasksList(),
                serialized(request.getInput()),
                Deadline.none(),
                Priority.NORMAL));
  }

  private ExampleInference inference(ServableCatalog version) {
    return new ExampleInference(predictions.apply(version), methodNames);
  }

  private static ExampleCall call(ModelSpec model, Input input) {
    return new ExampleCall(model, serialized(input), Deadline.none(), Priority.NORMAL);
  }

  private static SerializedInput serialized(Input input) {
    try {
      return SerializedInput.parseFrom(input.toByteString());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(
          "an input is not the same on the wire as a serialised one", e);
    }
  }
}
