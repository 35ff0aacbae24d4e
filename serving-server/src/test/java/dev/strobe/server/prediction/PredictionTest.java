package dev.strobe.server.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strobe.server.servable.Deadline;
import dev.strobe.server.servable.HeldServable;
import dev.strobe.server.servable.ModelRef;
import dev.strobe.server.servable.Run;
import dev.strobe.server.servable.ServableId;
import dev.strobe.server.servable.ServableLease;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.DType;
import dev.strobe.server.tensor.Tensor;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PredictionTest {
  private static final ServableId ID = new ServableId("m", 3);

  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
  private final HeldServable servable = HeldServable.ofFloats("");
  private final AtomicInteger openLeases = new AtomicInteger();
  private final Prediction prediction = new Prediction(this::lease, timer);
  private final AtomicInteger openTensors = new AtomicInteger();

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void answerNamesTheVersionAndTheSignatureUsed() throws Exception {
    CompletableFuture<PredictResult> answer = prediction.predict(call("m", "", Deadline.none()));
    servable.next().succeed(Map.of("y", tensor()));
    try (PredictResult result = answer.get()) {
      assertThat(result.id()).isEqualTo(ID);
      assertThat(result.signatureName()).isEqualTo("serving_default");
      assertThat(result.outputs()).containsOnlyKeys("y");
    }
    assertThat(openLeases).hasValue(0);
  }

  @Test
  void unknownModelFailsAndClosesTheInputs() {
    assertFailure(
        prediction.predict(call("other", "", Deadline.none())),
        Code.NOT_FOUND,
        "Servable not found for request: Latest(other)");
    assertThat(openTensors).hasValue(0);
  }

  @Test
  void unknownSignatureFailsAndGivesEverythingBack() {
    assertFailure(
        prediction.predict(call("m", "zz", Deadline.none())),
        Code.FAILED_PRECONDITION,
        "Serving signature key \"zz\" not found.");
    assertThat(openTensors).hasValue(0);
    assertThat(openLeases).hasValue(0);
  }

  @Test
  void methodNameIsHeldAgainstTheKnownOnesWhereItIsChecked() {
    var checked = new Prediction(this::lease, timer, MethodNames.CHECKED);
    assertFailure(
        checked.predict(call("m", "", Deadline.none())),
        Code.INTERNAL,
        "Expected prediction signature method_name to be one of {tensorflow/serving/predict,"
            + " tensorflow/serving/classify, tensorflow/serving/regress}. Was: ");
    assertThat(openTensors).hasValue(0);
    assertThat(openLeases).hasValue(0);
  }

  @Test
  void passedDeadlineNeverRuns() {
    assertFailure(
        prediction.predict(call("m", "", Deadline.at(System.nanoTime()))),
        Code.DEADLINE_EXCEEDED,
        "Timed out waiting for notification");
    assertThat(servable.isIdle()).isTrue();
    assertThat(openTensors).hasValue(0);
  }

  @Test
  void answerComesAtTheDeadlineAndTheLeaseWithTheRun() {
    var soon = Deadline.after(System.nanoTime(), Duration.ofMillis(20));
    assertFailure(
        prediction.predict(call("m", "", soon)),
        Code.DEADLINE_EXCEEDED,
        "Timed out waiting for notification");
    Run run = servable.next();
    assertThat(run.abandoned()).isTrue();
    assertThat(openLeases).hasValue(1);

    run.inputs().values().forEach(Tensor::close);
    run.succeed(Map.of("y", tensor()));
    assertThat(openLeases).hasValue(0);
    assertThat(openTensors).hasValue(0);
    assertThat(prediction.abandonedRuns()).isEqualTo(1);
  }

  @Test
  void deadlineThatPassesWhileTheRunWaitsSaysSo() {
    servable.atStart(Run::waits);
    var soon = Deadline.after(System.nanoTime(), Duration.ofMillis(200));
    CompletableFuture<PredictResult> answer = prediction.predict(call("m", "", soon));
    Run run = servable.next();
    assertFailure(
        answer, Code.RESOURCE_EXHAUSTED, "Run() timeout exceeded while waiting in batching queue");
    run.begins();
    run.inputs().values().forEach(Tensor::close);
    run.fail(new ServingException(Code.CANCELLED, "dropped"));
    assertThat(openLeases).hasValue(0);
  }

  @Test
  void cancelledCallIsAbandoned() {
    CompletableFuture<PredictResult> answer = prediction.predict(call("m", "", Deadline.none()));
    answer.cancel(true);
    Run run = servable.next();
    assertThat(run.abandoned()).isTrue();
    run.fail(new ServingException(Code.CANCELLED, "gone"));
    assertThat(openLeases).hasValue(0);
  }

  @Test
  void failureOfTheRunIsTheAnswer() {
    CompletableFuture<PredictResult> answer = prediction.predict(call("m", "", Deadline.none()));
    servable.next().fail(new ServingException(Code.DATA_LOSS, "torn"));
    assertFailure(answer, Code.DATA_LOSS, "torn");
    assertThat(openLeases).hasValue(0);
  }

  private PredictCall call(String model, String signature, Deadline deadline) {
    return new PredictCall(
        ModelRef.latest(model), signature, Map.of("x", tensor()), List.of(), deadline);
  }

  private Tensor tensor() {
    openTensors.incrementAndGet();
    return Tensor.of(
        DType.FLOAT, new long[0], ByteBuffer.allocateDirect(4), openTensors::decrementAndGet);
  }

  private ServableLease lease(ModelRef model) {
    if (!model.name().equals("m")) {
      throw new ServingException(
          Code.NOT_FOUND, "Servable not found for request: Latest(" + model.name() + ")");
    }
    openLeases.incrementAndGet();
    return new ServableLease(ID, servable, openLeases::decrementAndGet);
  }

  private static void assertFailure(
      CompletableFuture<PredictResult> answer, Code code, String message) {
    assertThat(answer)
        .failsWithin(10, TimeUnit.SECONDS)
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .isInstanceOfSatisfying(ServingException.class, e -> assertThat(e.code()).isEqualTo(code))
        .withMessage(message);
  }
}
