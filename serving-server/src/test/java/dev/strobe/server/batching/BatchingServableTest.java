package dev.strobe.server.batching;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.protobuf.TextFormat;
import dev.strobe.protos.serving.BatchingParameters;
import dev.strobe.server.servable.Deadline;
import dev.strobe.server.servable.Priority;
import dev.strobe.server.servable.Servable;
import dev.strobe.server.status.Code;
import dev.strobe.server.tensor.Tensor;
import dev.strobe.server.tensor.TensorAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BatchingServableTest {
  private static final long TEN_SECONDS = 10_000_000_000L;
  private static final String WAITING = "batch_timeout_micros { value: 10000000 } ";
  private static final String ONE_THREAD = "num_batch_threads { value: 1 } ";

  private final FakeServable model = new FakeServable();
  private final FakeTime time = new FakeTime();
  private final ManualExecutor executor = new ManualExecutor();
  private final RecordingMetrics metrics = new RecordingMetrics();
  private final List<FakeRun> runs = new ArrayList<>();

  @AfterEach
  void everyRunEndedOnceAndNothingStaysOpen() {
    for (FakeRun run : runs) {
      assertThat(run.ends()).isEqualTo(1);
      try {
        run.answer().values().forEach(Tensor::close);
      } catch (AssertionError e) {
        assertThat(run.failure()).isNotNull();
      }
    }
    assertThat(model.openTensors).hasValue(0);
  }

  @Test
  void fullBatchBeginsAtOnce() {
    Servable batched = batched(WAITING + "max_batch_size { value: 2 }");
    FakeRun one = run(batched, 1);
    executor.runAll();
    assertThat(one.isEnded()).isFalse();
    FakeRun two = run(batched, 2);
    executor.runAll();
    assertAnswer(one, 2.5f);
    assertAnswer(two, 3);
    assertThat(model.inputs).containsExactly(new float[] {1, 2});
    assertThat(metrics.batches).containsExactly("2/2");
  }

  @Test
  void batchWaitsForItsTimeoutAndNotLonger() {
    Servable batched = batched(WAITING);
    FakeRun one = run(batched, 1);
    time.advance(TEN_SECONDS - 1);
    executor.runAll();
    assertThat(one.isEnded()).isFalse();
    FakeRun two = run(batched, 2);
    time.advance(1);
    executor.runAll();
    assertAnswer(one, 2.5f);
    assertAnswer(two, 3);
    assertThat(metrics.waits).containsExactly(TEN_SECONDS, 1L);
    assertThat(time.scheduled()).isZero();
  }

  @Test
  void batchLeftBehindByAFullOneIsNotForgotten() {
    Servable batched = batched(WAITING + ONE_THREAD + "max_batch_size { value: 2 }");
    FakeRun full = run(batched, 1, 2);
    time.advance(TEN_SECONDS / 2);
    FakeRun rest = run(batched, 3);
    executor.runAll();
    assertThat(full.isEnded()).isTrue();
    time.advance(TEN_SECONDS - 1);
    executor.runAll();
    assertThat(rest.isEnded()).isFalse();
    time.advance(1);
    executor.runAll();
    assertAnswer(rest, 3.5f);
  }

  @Test
  void runThatDoesNotFitClosesTheBatch() {
    Servable batched = batched(WAITING + "max_batch_size { value: 4 }");
    run(batched, 1, 2, 3);
    FakeRun second = run(batched, 4, 5);
    executor.runAll();
    assertThat(model.inputs).containsExactly(new float[] {1, 2, 3});
    assertThat(second.isEnded()).isFalse();
    time.advance(TEN_SECONDS);
    executor.runAll();
    assertAnswer(second, 4, 4.5f);
  }

  @Test
  void idleModelRunsOnTheCallersThread() {
    Servable batched = batched("");
    assertAnswer(run(batched, 1), 2.5f);
    assertThat(executor.waiting()).isZero();
    assertThat(metrics.waits).containsExactly(0L);
  }

  @Test
  void whatComesWhileTheModelIsBusyIsJoined() {
    Servable batched = batched(ONE_THREAD);
    model.holding = true;
    FakeRun first = run(batched, 1);
    FakeRun second = run(batched, 2);
    FakeRun third = run(batched, 3);
    assertThat(executor.waiting()).isZero();
    model.endOne();
    executor.runAll();
    assertThat(first.isEnded()).isTrue();
    model.endOne();
    assertAnswer(second, 3);
    assertAnswer(third, 3.5f);
    assertThat(model.inputs).containsExactly(new float[] {1}, new float[] {2, 3});
  }

  @Test
  void slowModelKeepsNoOtherFromAnswering() {
    BatchScheduler scheduler = scheduler(1);
    model.holding = true;
    FakeRun slow = run(batched(scheduler, model, WAITING + "max_batch_size { value: 1 }"), 1);
    executor.runAll();
    var other = new FakeServable();
    FakeRun fast = new FakeRun(FakeServable.SIGNATURE, Map.of("x", other.tensor(shape(1), 2)));
    batched(scheduler, other, WAITING + "max_batch_size { value: 1 }").run(fast);
    executor.runAll();
    assertAnswer(fast, 3);
    assertThat(slow.isEnded()).isFalse();
    model.endOne();
  }

  @Test
  void modelsTakeTurns() {
    BatchScheduler scheduler = scheduler(1);
    String config = WAITING + ONE_THREAD + "max_batch_size { value: 1 }";
    Servable one = batched(scheduler, model, config);
    Servable other = batched(scheduler, model, config);
    run(one, 1);
    run(one, 2);
    run(other, 3);
    run(one, 4);
    executor.runAll();
    assertThat(model.inputs).extracting(values -> values[0]).containsExactly(1f, 3f, 2f, 4f);
  }

  @Test
  void tooLargeRunIsRefused() {
    FakeRun large = run(batched("max_batch_size { value: 4 }"), 1, 2, 3, 4, 5);
    assertFails(
        large, Code.INVALID_ARGUMENT, "Task size 5 is larger than maximum input batch size 4");
  }

  @Test
  void largeRunIsSplitAndJoined() {
    Servable batched =
        batched(
            WAITING
                + "max_batch_size { value: 4 } enable_large_batch_splitting { value: true }"
                + " max_execution_batch_size { value: 2 }");
    FakeRun small = run(batched, 1);
    FakeRun large = run(batched, 2, 3, 4, 5, 6);
    executor.runAll();
    assertThat(model.inputs)
        .containsExactly(new float[] {1, 2}, new float[] {3, 4}, new float[] {5, 6});
    assertAnswer(small, 2.5f);
    assertAnswer(large, 3, 3.5f, 4, 4.5f, 5);
  }

  @Test
  void failedPieceFailsTheLargeRunOnly() {
    Servable batched =
        batched(
            WAITING + "max_batch_size { value: 2 } enable_large_batch_splitting { value: true }");
    model.poison = Optional.of(4f);
    FakeRun large = run(batched, 1, 2, 3);
    FakeRun small = run(batched, 4);
    executor.runAll();
    FakeRun poisoned = run(batched, 5, 6, 4);
    time.advance(TEN_SECONDS);
    executor.runAll();
    assertAnswer(large, 2.5f, 3, 3.5f);
    assertFails(small, Code.INVALID_ARGUMENT, "poisoned by 4.0");
    assertFails(poisoned, Code.INVALID_ARGUMENT, "poisoned by 4.0");
  }

  @Test
  void onceAPieceHasFailedTheOthersDoNotRun() {
    Servable batched =
        batched(
            WAITING
                + ONE_THREAD
                + "max_batch_size { value: 2 } enable_large_batch_splitting { value: true }");
    model.poison = Optional.of(1f);
    FakeRun large = run(batched, 1, 2, 3, 4);
    executor.runAll();
    assertFails(large, Code.INVALID_ARGUMENT, "poisoned by 1.0");
    assertThat(model.inputs).containsExactly(new float[] {1, 2});
    assertThat(metrics.dropped).isEqualTo(1);
  }

  @Test
  void fullQueueRefuses() {
    Servable batched =
        batched(ONE_THREAD + "max_batch_size { value: 2 } max_enqueued_batches { value: 1 }");
    model.holding = true;
    run(batched, 1);
    run(batched, 2);
    run(batched, 3);
    FakeRun refused = run(batched, 4);
    assertFails(
        refused,
        Code.UNAVAILABLE,
        "The batch scheduling queue to which this task was submitted is full; currently 1 batches"
            + " enqueued and max_enqueued_batches is 1");
    endAll();
  }

  @Test
  void shapesThatDifferDoNotGetRoundTheBound() {
    Servable batched =
        batched(ONE_THREAD + "max_batch_size { value: 2 } max_enqueued_batches { value: 1 }");
    model.holding = true;
    run(batched, 1);
    for (int width = 1; width <= 2; width++) {
      start(batched, new FakeRun(FakeServable.SIGNATURE, matrix(1, width)));
    }
    FakeRun refused = start(batched, new FakeRun(FakeServable.SIGNATURE, matrix(1, 3)));
    assertThat(refused.failure().code()).isEqualTo(Code.UNAVAILABLE);
    endAll();
  }

  @Test
  void fullQueueNamesWhatALargeRunCouldStillTake() {
    Servable batched =
        batched(
            ONE_THREAD
                + "max_batch_size { value: 2 } max_enqueued_batches { value: 2 }"
                + " enable_large_batch_splitting { value: true }");
    model.holding = true;
    run(batched, 1);
    run(batched, 2);
    FakeRun refused = run(batched, 3, 4, 5, 6);
    assertFails(
        refused,
        Code.UNAVAILABLE,
        "The batch scheduling queue to which this task was submitted is full; task size is 4 but"
            + " scheduling capacity is only 3 (num_enqueued_batches=1, max_enqueued_batches=2,"
            + " open_batch_size=1, max_execution_batch_size=2)");
    endAll();
  }

  @Test
  void rowsArePaddedWithTheFirstOfTheLastRun() {
    Servable batched =
        batched(
            WAITING
                + "max_batch_size { value: 8 } allowed_batch_sizes: 4 allowed_batch_sizes: 6"
                + " allowed_batch_sizes: 8");
    FakeRun one = run(batched, 1, 2, 3);
    FakeRun two = run(batched, 4, 5);
    time.advance(TEN_SECONDS);
    executor.runAll();
    assertThat(model.inputs).containsExactly(new float[] {1, 2, 3, 4, 5, 4});
    assertAnswer(one, 2.5f, 3, 3.5f);
    assertAnswer(two, 4, 4.5f);
    assertThat(metrics.batches).containsExactly("5/6");
  }

  @Test
  void loneRunIsPaddedToo() {
    Servable batched = batched("max_batch_size { value: 4 } allowed_batch_sizes: 4");
    assertAnswer(run(batched, 1, 2), 2.5f, 3);
    assertThat(model.inputs).containsExactly(new float[] {1, 2, 1, 1});
  }

  @Test
  void shapesThatDifferGoToBatchesOfTheirOwn() {
    Servable batched = batched(WAITING + "max_batch_size { value: 2 }");
    for (int width : new int[] {3, 2, 3, 2}) {
      start(batched, new FakeRun(FakeServable.SIGNATURE, matrix(1, width)));
    }
    executor.runAll();
    assertThat(model.shapes).containsExactly(shape(2, 3, 3), shape(2, 2, 2));
  }

  @Test
  void shapesThatDifferArePaddedWhereAskedFor() {
    Servable batched =
        batched(WAITING + "max_batch_size { value: 2 } pad_variable_length_inputs: true");
    start(batched, new FakeRun(FakeServable.SIGNATURE, matrix(1, 3)));
    FakeRun small = start(batched, new FakeRun(FakeServable.SIGNATURE, matrix(1, 2)));
    executor.runAll();
    assertThat(model.shapes).containsExactly(shape(2, 3, 3));
    assertThat(model.inputs)
        .containsExactly(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 1, 3, 4, 1, 1, 1, 1});
    assertThat(small.answer().get("y").shape()).containsExactly(1, 3, 3);
  }

  @Test
  void differentOutputsAreNeverMixed() {
    Servable batched = batched(WAITING + "max_batch_size { value: 2 }");
    FakeRun both = run(batched, 1);
    FakeRun one =
        start(
            batched,
            new FakeRun(FakeServable.SIGNATURE, Map.of("x", model.tensor(shape(1), 2)))
                .asking("z"));
    time.advance(TEN_SECONDS);
    executor.runAll();
    assertThat(both.answer()).containsOnlyKeys("y", "z");
    assertThat(one.answer()).containsOnlyKeys("z");
    assertThat(model.inputs).hasSize(2);
  }

  @Test
  void onlyTheGuiltyRunOfABatchFails() {
    Servable batched = batched(WAITING + "max_batch_size { value: 3 }");
    model.poison = Optional.of(2f);
    FakeRun one = run(batched, 1);
    FakeRun guilty = run(batched, 2);
    FakeRun three = run(batched, 3);
    executor.runAll();
    assertAnswer(one, 2.5f);
    assertFails(guilty, Code.INVALID_ARGUMENT, "poisoned by 2.0");
    assertAnswer(three, 3.5f);
    assertThat(model.inputs).hasSize(4);
  }

  @Test
  void failureOfNobodysGuiltIsNotTriedAgain() {
    Servable batched = batched(WAITING + "max_batch_size { value: 2 }");
    model.poison = Optional.of(2f);
    model.poisonCode = Code.RESOURCE_EXHAUSTED;
    FakeRun one = run(batched, 1);
    run(batched, 2);
    executor.runAll();
    assertFails(one, Code.RESOURCE_EXHAUSTED, "poisoned by 2.0");
    assertThat(model.inputs).hasSize(1);
  }

  @Test
  void expiredRunsAreDroppedBeforeTheirBatchRuns() {
    Servable batched = batched(WAITING);
    FakeRun expired = start(batched, one(1).due(Deadline.at(time.getAsLong() + TEN_SECONDS)));
    FakeRun alive = start(batched, one(2).due(Deadline.at(time.getAsLong() + TEN_SECONDS + 1)));
    time.advance(TEN_SECONDS);
    executor.runAll();
    assertFails(
        expired, Code.RESOURCE_EXHAUSTED, "Run() timeout exceeded while waiting in batching queue");
    assertAnswer(alive, 3);
    assertThat(model.inputs).containsExactly(new float[] {2});
    assertThat(metrics.dropped).isEqualTo(1);
  }

  @Test
  void batchEndsWithTheDeadlineOfTheLastOfItsRuns() {
    Servable batched = batched(WAITING);
    FakeRun early = start(batched, one(1).due(Deadline.at(time.getAsLong() + 5)));
    FakeRun late = start(batched, one(2).due(Deadline.at(time.getAsLong() + 9)));
    time.advance(8);
    executor.runAll();
    assertThat(early.isEnded()).isFalse();
    time.advance(1);
    executor.runAll();
    assertThat(early.failure().code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(late.failure().code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(model.inputs).isEmpty();
  }

  @Test
  void batchOfGoneClientsNeverRuns() {
    Servable batched = batched(WAITING);
    FakeRun one = run(batched, 1);
    FakeRun two = run(batched, 2);
    one.abandon();
    two.abandon();
    time.advance(TEN_SECONDS);
    executor.runAll();
    assertThat(one.failure().code()).isEqualTo(Code.CANCELLED);
    assertThat(model.inputs).isEmpty();
    assertAnswer(runTo(batched, 3), 3.5f);
  }

  @Test
  void batchIsDueWhenTheLastOfItsRunsIs() {
    Servable batched = batched(WAITING + "max_batch_size { value: 2 }");
    model.holding = true;
    Deadline early = Deadline.at(time.getAsLong() + 5);
    Deadline late = Deadline.at(time.getAsLong() + 20);
    start(batched, one(1).due(late));
    FakeRun other = start(batched, one(2).due(early));
    executor.runAll();
    assertThat(model.held.get(0).deadline()).isEqualTo(late);
    other.abandon();
    assertThat(model.held.get(0).abandoned()).isFalse();
    endAll();
  }

  @Test
  void batchesBeginInTheOrderOfTheirPriorities() {
    Servable batched = batched(scheduler(1), model, WAITING + "max_batch_size { value: 1 }");
    start(batched, prioritised(Priority.LOW, 1));
    start(batched, prioritised(Priority.NORMAL, 2));
    start(batched, prioritised(Priority.LOW, 3));
    start(batched, prioritised(Priority.HIGH, 4));
    executor.runAll();
    assertThat(model.inputs).extracting(values -> values[0]).containsExactly(4f, 2f, 1f, 3f);
  }

  private FakeRun prioritised(Priority priority, float value) {
    return new FakeRun(FakeServable.SIGNATURE, Map.of("x", model.tensor(shape(1), value)))
        .at(priority);
  }

  @Test
  void closingLetsWhatWaitsBeginAtOnce() {
    Servable batched = batched(WAITING);
    FakeRun waiting = run(batched, 1);
    batched.close();
    assertThat(model.closed).isFalse();
    executor.runAll();
    assertAnswer(waiting, 2.5f);
    assertThat(model.closed).isTrue();
  }

  @Test
  void idleModelIsClosedAtOnce() {
    Servable batched = batched(WAITING);
    batched.close();
    assertThat(model.closed).isTrue();
  }

  @Test
  void runsThatCannotBeBatchedAreRefused() {
    Servable batched = batched("");
    FakeRun none = start(batched, new FakeRun(FakeServable.SIGNATURE, Map.of()));
    assertFails(none, Code.INVALID_ARGUMENT, "Batching Run() must have at least one input tensor");
    FakeRun scalar =
        start(batched, new FakeRun(FakeServable.SIGNATURE, Map.of("x", model.tensor(shape(), 1))));
    assertFails(
        scalar,
        Code.INVALID_ARGUMENT,
        "Batching Run() input tensors must have at least one dimension");
    FakeRun unequal =
        start(
            batched,
            new FakeRun(
                FakeServable.SIGNATURE,
                Map.of("x", model.tensor(shape(1), 1), "w", model.tensor(shape(2), 1, 2))));
    assertFails(
        unequal,
        Code.INVALID_ARGUMENT,
        "Batching Run() input tensors must have equal 0th-dimension size");
  }

  @Test
  void runWithoutRowsPassesBy() {
    FakeRun empty =
        start(
            batched(WAITING),
            new FakeRun(FakeServable.SIGNATURE, Map.of("x", model.tensor(shape(0)))));
    assertAnswer(empty);
  }

  @Test
  void outputsMustHaveTheRowsOfTheInputs() {
    Servable batched = batched("");
    model.output = (shape, values) -> model.tensor(shape(), 1);
    assertFails(
        run(batched, 1), Code.FAILED_PRECONDITION, "Batched output tensor has 0 dimensions");
    model.output = (shape, values) -> model.tensor(shape(3), 1, 2, 3);
    assertFails(
        run(batched, 1),
        Code.FAILED_PRECONDITION,
        "Batched output tensor's 0th dimension does not equal the sum of the 0th dimension sizes"
            + " of the input tensors");
  }

  private FakeRun one(float value) {
    return new FakeRun(FakeServable.SIGNATURE, Map.of("x", model.tensor(shape(1), value)));
  }

  @CanIgnoreReturnValue
  private FakeRun run(Servable batched, float... values) {
    return start(
        batched,
        new FakeRun(
            FakeServable.SIGNATURE, Map.of("x", model.tensor(shape(values.length), values))));
  }

  /** Runs it to its end. */
  private FakeRun runTo(Servable batched, float value) {
    FakeRun run = run(batched, value);
    time.advance(TEN_SECONDS);
    executor.runAll();
    return run;
  }

  @CanIgnoreReturnValue
  private FakeRun start(Servable batched, FakeRun run) {
    runs.add(run);
    batched.run(run);
    return run;
  }

  /** Numbers from 1 on, in {@code rows} rows of {@code size} by {@code size}. */
  private Map<String, Tensor> matrix(int rows, int size) {
    float[] values = new float[rows * size * size];
    for (int i = 0; i < values.length; i++) {
      values[i] = i + 1;
    }
    return Map.of("x", model.tensor(shape(rows, size, size), values));
  }

  private void endAll() {
    while (!model.held.isEmpty()) {
      model.endOne();
      executor.runAll();
    }
  }

  private static long[] shape(long... sizes) {
    return sizes;
  }

  private BatchScheduler scheduler(int threads) {
    return new BatchScheduler(threads, executor, time, time);
  }

  private BatchRunner runner(Servable servable, String parameters) {
    return new BatchRunner(servable, config(parameters), TensorAllocator.create(0), metrics, time);
  }

  private Servable batched(String parameters) {
    return batched(scheduler(config(parameters).numBatchThreads()), model, parameters);
  }

  private Servable batched(BatchScheduler scheduler, Servable servable, String parameters) {
    return new BatchingServable(
        runner(servable, parameters), BatchLimits.fixed(config(parameters)), scheduler);
  }

  private static BatchingConfig config(String parameters) {
    try {
      return BatchingConfig.of(TextFormat.parse(parameters, BatchingParameters.class));
    } catch (TextFormat.ParseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static void assertAnswer(FakeRun run, float... values) {
    assertThat(FakeServable.values(run.answer().get("y"))).containsExactly(values);
  }

  private static void assertFails(FakeRun run, Code code, String message) {
    assertThat(run.failure()).hasMessage(message);
    assertThat(run.failure().code()).isEqualTo(code);
  }

  private static final class RecordingMetrics implements BatcherMetrics {
    final List<String> batches = new ArrayList<>();
    final List<Long> waits = new ArrayList<>();
    int dropped;

    @Override
    public void onRun(int rows) {}

    @Override
    public void onWait(long nanos) {
      waits.add(nanos);
    }

    @Override
    public void onBatch(int rows, int paddedRows) {
      batches.add(rows + "/" + paddedRows);
    }

    @Override
    public void onDropped() {
      dropped++;
    }
  }
}
