package dev.strobe.server.examples;

import static dev.strobe.server.examples.Tensors.floats;
import static dev.strobe.server.examples.Tensors.shape;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Int64Value;
import dev.strobe.protos.serving.ClassificationResponse;
import dev.strobe.protos.serving.InferenceResult;
import dev.strobe.protos.serving.InferenceTask;
import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.MultiInferenceResponse;
import dev.strobe.protos.serving.RegressionResponse;
import dev.strobe.protos.serving.SerializedExampleList;
import dev.strobe.protos.serving.SerializedInput;
import dev.strobe.protos.tensorflow.SignatureDef;
import dev.strobe.protos.tensorflow.TensorInfo;
import dev.strobe.server.prediction.MethodNames;
import dev.strobe.server.prediction.Prediction;
import dev.strobe.server.servable.Deadline;
import dev.strobe.server.servable.HeldServable;
import dev.strobe.server.servable.ModelRef;
import dev.strobe.server.servable.Priority;
import dev.strobe.server.servable.Run;
import dev.strobe.server.servable.ServableId;
import dev.strobe.server.servable.ServableLease;
import dev.strobe.server.servable.Signature;
import dev.strobe.server.servable.TensorSpec;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The use cases over a model whose runs the test itself ends. */
final class ExampleInferenceTest {
  private static final ServableId ID = new ServableId("m", 3);

  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
  private final HeldServable servable = scoresAndValues();
  private final AtomicInteger openLeases = new AtomicInteger();
  private final List<ModelRef> asked = new ArrayList<>();
  private final ExampleInference inference =
      new ExampleInference(new Prediction(this::lease, timer), MethodNames.IGNORED);

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void answerNamesVersionAndSignature() throws Exception {
    CompletableFuture<RegressionResponse> answer = inference.regress(call("value", 2));
    Run run = servable.next();
    assertThat(run.outputs()).containsExactly("outputs");
    assertThat(run.priority()).isEqualTo(Priority.HIGH);
    assertThat(run.inputs().get("inputs").strings()).hasSize(2);
    run.succeed(Map.of("outputs", floats(shape(2), 5, 6)));

    assertThat(answer.get().getResult().getRegressions(1).getValue()).isEqualTo(6);
    assertThat(answer.get().getModelSpec()).isEqualTo(spec("value").setVersion(version(3)).build());
    assertThat(openLeases).hasValue(0);
  }

  @Test
  void signatureThatIsNotNamedIsTheDefault() {
    CompletableFuture<ClassificationResponse> answer = inference.classify(call("", 1));
    servable.next().succeed(Map.of("scores", floats(shape(1, 1), 5)));
    assertThat(answer)
        .succeedsWithin(10, TimeUnit.SECONDS)
        .extracting(response -> response.getModelSpec().getSignatureName())
        .isEqualTo("serving_default");
  }

  @Test
  void whateverIsRefusedGivesTheLeaseBack() {
    assertFailure(inference.regress(call("zz", 1)), "No signature was found with the name: zz");
    assertFailure(inference.classify(call("value", 1)), "Expected classification signature");
    assertFailure(inference.regress(call("value", 0)), "Input is empty.");
    CompletableFuture<RegressionResponse> misread = inference.regress(call("value", 1));
    servable.next().succeed(Map.of("outputs", floats(shape(2), 5, 6)));
    assertFailure(misread, "Input batch size did not match output batch size: 1 vs. 2");
    assertThat(openLeases).hasValue(0);
  }

  @Test
  void cancelledCallIsAbandoned() {
    CompletableFuture<RegressionResponse> answer = inference.regress(call("value", 1));
    answer.cancel(false);
    Run run = servable.next();
    assertThat(run.abandoned()).isTrue();
    assertThat(openLeases).hasValue(1);
    run.fail(new ServingException(Code.CANCELLED, "gone"));
    assertThat(openLeases).hasValue(0);
  }

  @Test
  void tasksAreAnsweredInOrderByOneVersion() throws Exception {
    CompletableFuture<MultiInferenceResponse> answer =
        infer(
            task(spec("value").setVersion(version(7)), MethodNames.REGRESS),
            task(spec("").setVersion(version(8)), MethodNames.CLASSIFY));
    Run value = servable.next();
    servable.next().succeed(Map.of("scores", floats(shape(1, 1), 5)));
    assertThat(answer).isNotDone();
    assertThat(openLeases).hasValue(1);
    value.succeed(Map.of("outputs", floats(shape(1), 6)));

    List<InferenceResult> results = answer.get().getResultsList();
    assertThat(results)
        .extracting(result -> result.getModelSpec().getSignatureName())
        .containsExactly("value", "serving_default");
    assertThat(results)
        .extracting(result -> result.getModelSpec().getVersion().getValue())
        .containsExactly(3L, 3L);
    assertThat(results.get(0).getRegressionResult().getRegressions(0).getValue()).isEqualTo(6);
    assertThat(results.get(1).getClassificationResult().getClassifications(0).getClassesCount())
        .isEqualTo(1);
    assertThat(asked).containsExactly(ModelRef.version("m", 7));
    assertThat(openLeases).hasValue(0);
  }

  @Test
  void failureOfOneTaskEndsTheOthers() {
    CompletableFuture<MultiInferenceResponse> answer =
        infer(task(spec("value"), MethodNames.REGRESS), task(spec(""), MethodNames.CLASSIFY));
    Run value = servable.next();
    servable.next().fail(new ServingException(Code.INVALID_ARGUMENT, "torn"));
    assertFailure(answer, "torn");
    assertThat(value.abandoned()).isTrue();
    value.fail(new ServingException(Code.CANCELLED, "gone"));
    assertThat(openLeases).hasValue(0);
  }

  @Test
  void cancelledTasksAreAllAbandoned() {
    CompletableFuture<MultiInferenceResponse> answer =
        infer(task(spec("value"), MethodNames.REGRESS), task(spec(""), MethodNames.CLASSIFY));
    answer.cancel(false);
    List<Run> runs = servable.all();
    assertThat(runs).hasSize(2).allMatch(Run::abandoned);
    runs.forEach(run -> run.fail(new ServingException(Code.CANCELLED, "gone")));
    assertThat(openLeases).hasValue(0);
  }

  @Test
  void tasksThatDoNotFitTogetherAreRefused() {
    InferenceTask value = task(spec("value"), MethodNames.REGRESS);
    assertFailure(infer(), "ModelSpec has no name specified.");
    assertFailure(
        infer(value, InferenceTask.getDefaultInstance()),
        "Found ModelSpec with an empty model name.");
    assertFailure(
        infer(value, task(spec("").setName("n"), MethodNames.CLASSIFY)),
        "All ModelSpecs in a MultiInferenceRequest must access the same model name.");
    assertFailure(infer(value, value), "Duplicate evaluation of signature: value");
    assertFailure(
        infer(value, task(spec("zz"), MethodNames.REGRESS)),
        "Requested signature not found in model graph: zz");
    assertFailure(infer(value, task(spec(""), MethodNames.REGRESS)), "No regression outputs found");
    assertThat(infer(value, task(spec(""), MethodNames.PREDICT)))
        .failsWithin(10, TimeUnit.SECONDS)
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .isInstanceOfSatisfying(
            ServingException.class, e -> assertThat(e.code()).isEqualTo(Code.UNIMPLEMENTED))
        .withMessage("Unsupported signature method_name: tensorflow/serving/predict");
    assertThat(servable.isIdle()).isTrue();
    assertThat(openLeases).hasValue(0);
  }

  private CompletableFuture<MultiInferenceResponse> infer(InferenceTask... tasks) {
    return inference.infer(
        new MultiInferenceCall(List.of(tasks), input(1), Deadline.none(), Priority.HIGH));
  }

  private static InferenceTask task(ModelSpec.Builder spec, String method) {
    return InferenceTask.newBuilder().setModelSpec(spec).setMethodName(method).build();
  }

  private static ExampleCall call(String signature, int examples) {
    return new ExampleCall(
        spec(signature).build(), input(examples), Deadline.none(), Priority.HIGH);
  }

  private static ModelSpec.Builder spec(String signature) {
    return ModelSpec.newBuilder().setName("m").setSignatureName(signature);
  }

  private static Int64Value version(long version) {
    return Int64Value.of(version);
  }

  private static SerializedInput input(int examples) {
    var list = SerializedExampleList.newBuilder();
    for (int i = 0; i < examples; i++) {
      list.addExamples(ByteString.copyFromUtf8("e" + i));
    }
    return SerializedInput.newBuilder().setExampleList(list).build();
  }

  private ServableLease lease(ModelRef model) {
    if (model.name().isEmpty()) {
      throw new ServingException(Code.INVALID_ARGUMENT, "ModelSpec has no name specified.");
    }
    asked.add(model);
    openLeases.incrementAndGet();
    return new ServableLease(ID, servable, openLeases::decrementAndGet);
  }

  private static void assertFailure(CompletableFuture<?> answer, String message) {
    assertThat(answer)
        .failsWithin(10, TimeUnit.SECONDS)
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .isInstanceOfSatisfying(
            ServingException.class, e -> assertThat(e.code()).isEqualTo(Code.INVALID_ARGUMENT))
        .withMessageStartingWith(message);
  }

  /** Gives scores by its default signature and values by another. */
  private static HeldServable scoresAndValues() {
    var spec = new TensorSpec("t:0", DType.STRING, Optional.empty());
    return new HeldServable(
        Map.of(
            "serving_default",
            Signature.of("serving_default", "", Map.of("inputs", spec), Map.of("scores", spec)),
            "value",
            Signature.of("value", "", Map.of("inputs", spec), Map.of("outputs", spec))),
        Map.of("serving_default", definition("scores"), "value", definition("outputs")));
  }

  private static SignatureDef definition(String output) {
    var tensor = TensorInfo.newBuilder().setName("t:0").build();
    return SignatureDef.newBuilder().putInputs("inputs", tensor).putOutputs(output, tensor).build();
  }
}
