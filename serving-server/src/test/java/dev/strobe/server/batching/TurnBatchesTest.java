package dev.strobe.server.batching;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.protobuf.TextFormat;
import dev.strobe.protos.serving.BatchingParameters;
import dev.strobe.server.scheduling.Turns;
import dev.strobe.server.servable.Deadline;
import dev.strobe.server.servable.Priority;
import dev.strobe.server.servable.Servable;
import dev.strobe.server.status.Code;
import dev.strobe.server.tensor.Tensor;
import dev.strobe.server.tensor.TensorAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs on a thread that takes turns: each task of it is one. */
final class TurnBatchesTest {
  private final FakeServable model = new FakeServable();
  private final FakeTime time = new FakeTime();
  private final ManualExecutor executor = new ManualExecutor();
  private final List<FakeRun> runs = new ArrayList<>();
  private final ExecutorService loop = Executors.newSingleThreadExecutor();

  @BeforeEach
  void takeTurns() {
    Future<?> unused = loop.submit(() -> Turns.take(loop));
  }

  @AfterEach
  void everyRunEndedOnceAndNothingStaysOpen() {
    loop.shutdown();
    for (FakeRun run : runs) {
      assertThat(run.ends()).isEqualTo(1);
    }
    assertThat(model.openTensors).hasValue(0);
  }

  @Test
  void whatComesInOneTurnRunsTogetherAtItsEnd() throws Exception {
    Servable batched = batched("");
    turn(
        () -> {
          run(batched, 1);
          run(batched, 2, 3);
          assertThat(model.inputs).isEmpty();
        });
    assertThat(model.inputs).containsExactly(new float[] {1, 2, 3});
    assertAnswers(new float[] {2.5f}, new float[] {3, 3.5f});
    assertThat(executor.waiting()).isZero();
  }

  @Test
  void nextTurnHasABatchOfItsOwn() throws Exception {
    Servable batched = batched("");
    turn(() -> run(batched, 1));
    turn(() -> run(batched, 2));
    assertThat(model.inputs).containsExactly(new float[] {1}, new float[] {2});
    assertAnswers(new float[] {2.5f}, new float[] {3});
  }

  @Test
  void whatComesWhileABatchIsAnsweredRunsInTheNextTurn() throws Exception {
    Servable batched = batched("");
    model.output =
        (shape, values) -> {
          if (runs.size() < 2) {
            run(batched, 7);
          }
          return model.tensor(shape, values);
        };
    turn(() -> run(batched, 1));
    turn(() -> {});
    assertThat(model.inputs).containsExactly(new float[] {1}, new float[] {7});
    assertAnswers(new float[] {1}, new float[] {7});
  }

  @Test
  void batchesAreNoLargerThanConfigured() throws Exception {
    Servable batched = batched("max_batch_size { value: 2 }");
    turn(
        () -> {
          run(batched, 1);
          run(batched, 2, 3);
          run(batched, 4);
        });
    assertThat(model.inputs).containsExactly(new float[] {1, 4}, new float[] {2, 3});
    assertAnswers(new float[] {2.5f}, new float[] {3, 3.5f}, new float[] {4});
  }

  @Test
  void onlyRunsOfOneKindMeet() throws Exception {
    Servable batched = batched("");
    Servable other = batched("");
    turn(
        () -> {
          run(batched, 1);
          run(other, 2);
          start(batched, one(3).asking("y"));
          start(batched, of(new long[] {1, 1}, 4));
        });
    assertThat(model.inputs).hasSize(4);
    assertAnswers(new float[] {2.5f}, new float[] {3}, new float[] {3.5f}, new float[] {4});
  }

  @Test
  void higherPriorityRunsFirst() throws Exception {
    Servable batched = batched("");
    turn(
        () -> {
          start(batched, one(1).at(Priority.LOW));
          start(batched, one(2).at(Priority.HIGH));
        });
    assertThat(model.inputs).containsExactly(new float[] {2}, new float[] {1});
    assertAnswers(new float[] {2.5f}, new float[] {3});
  }

  @Test
  void runsThatFindTheModelBusyWaitLikeOthers() throws Exception {
    Servable batched = batched("num_batch_threads { value: 1 }");
    model.holding = true;
    turn(() -> run(batched, 1));
    turn(() -> run(batched, 2));
    turn(() -> run(batched, 3));
    assertThat(runs).extracting(FakeRun::isWaiting).containsExactly(false, true, true);
    model.endOne();
    executor.runAll();
    assertThat(runs).extracting(FakeRun::isWaiting).containsExactly(false, false, false);
    model.endOne();
    assertThat(model.inputs).containsExactly(new float[] {1}, new float[] {2, 3});
    assertAnswers(new float[] {2.5f}, new float[] {3}, new float[] {3.5f});
  }

  @Test
  void runsThatFindNoRoomFail() throws Exception {
    Servable batched =
        batched(
            "num_batch_threads { value: 1 } max_batch_size { value: 1 }"
                + " max_enqueued_batches { value: 1 }");
    model.holding = true;
    turn(() -> run(batched, 1));
    turn(
        () -> {
          run(batched, 2);
          run(batched, 3);
        });
    assertThat(runs.get(2).failure().code()).isEqualTo(Code.UNAVAILABLE);
    model.endOne();
    executor.runAll();
    model.endOne();
    assertThat(runs.get(1).answer()).containsOnlyKeys("y", "z");
    closeAnswers(runs.subList(0, 2));
  }

  @Test
  void closedModelStaysUntilTheTurnHasEnded() throws Exception {
    Servable batched = batched("");
    turn(
        () -> {
          run(batched, 1);
          batched.close();
          assertThat(model.closed).isFalse();
        });
    assertThat(model.closed).isTrue();
    assertAnswers(new float[] {2.5f});
  }

  @Test
  void closedModelStaysUntilWhatWasEnqueuedHasEnded() throws Exception {
    Servable batched = batched("num_batch_threads { value: 1 }");
    model.holding = true;
    turn(() -> run(batched, 1));
    turn(() -> run(batched, 2));
    batched.close();
    model.endOne();
    executor.runAll();
    assertThat(model.closed).isFalse();
    model.endOne();
    assertThat(model.closed).isTrue();
    assertAnswers(new float[] {2.5f}, new float[] {3});
  }

  @Test
  void whatNobodyWaitsForIsDropped() throws Exception {
    Servable batched = batched("");
    turn(
        () -> {
          run(batched, 1);
          start(batched, one(2)).abandon();
          start(batched, one(3).due(Deadline.at(time.getAsLong())));
        });
    assertThat(model.inputs).containsExactly(new float[] {1});
    assertThat(runs.get(1).failure().code()).isEqualTo(Code.CANCELLED);
    assertThat(runs.get(2).failure().code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
    closeAnswers(runs.subList(0, 1));
  }

  @Test
  void adaptiveBatchesGrowWithWhatTurnsBring() throws Exception {
    var config = BatchingConfig.of(BatchingParameters.getDefaultInstance());
    Servable batched = batched(config, new AdaptiveLimits(10_000_000, 100));
    for (int i = 0; i < 4 * AdaptiveLimits.BATCHES_PER_LOOK; i++) {
      turn(
          () -> {
            run(batched, 1, 2);
            run(batched, 3, 4);
          });
    }
    assertThat(model.inputs.get(0)).containsExactly(1, 2);
    assertThat(model.inputs.get(model.inputs.size() - 1)).containsExactly(1, 2, 3, 4);
    closeAnswers(runs);
  }

  @Test
  void batchesThatWaitForCompanyDoSo() throws Exception {
    Servable batched = batched("batch_timeout_micros { value: 1000 }");
    turn(() -> run(batched, 1));
    assertThat(model.inputs).isEmpty();
    turn(() -> run(batched, 2));
    time.advance(1_000_000);
    executor.runAll();
    assertThat(model.inputs).containsExactly(new float[] {1, 2});
    assertAnswers(new float[] {2.5f}, new float[] {3});
  }

  /** Lets the loop have one turn, and waits for its end. */
  private void turn(Runnable work) throws Exception {
    loop.submit(work).get();
    loop.submit(() -> {}).get();
  }

  private void run(Servable batched, float... values) {
    start(batched, of(new long[] {values.length}, values));
  }

  @CanIgnoreReturnValue
  private FakeRun start(Servable batched, FakeRun run) {
    runs.add(run);
    batched.run(run);
    return run;
  }

  private FakeRun one(float value) {
    return of(new long[] {1}, value);
  }

  private FakeRun of(long[] shape, float... values) {
    return new FakeRun(FakeServable.SIGNATURE, Map.of("x", model.tensor(shape, values)));
  }

  private Servable batched(String parameters) throws TextFormat.ParseException {
    var config = BatchingConfig.of(TextFormat.parse(parameters, BatchingParameters.class));
    return batched(config, BatchLimits.fixed(config));
  }

  private Servable batched(BatchingConfig config, BatchLimits limits) {
    return new BatchingServable(
        new BatchRunner(model, config, TensorAllocator.create(0), BatcherMetrics.NONE, time),
        limits,
        new BatchScheduler(config.numBatchThreads(), executor, time, time));
  }

  /** Each run was answered with these, in the order in which they came. */
  private void assertAnswers(float[]... values) {
    for (int i = 0; i < values.length; i++) {
      assertThat(FakeServable.values(runs.get(i).answer().get("y"))).containsExactly(values[i]);
    }
    closeAnswers(runs);
  }

  private static void closeAnswers(List<FakeRun> answered) {
    answered.forEach(run -> run.answer().values().forEach(Tensor::close));
  }
}
