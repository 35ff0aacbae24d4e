package dev.strobe.server.batching;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Int64Value;
import dev.strobe.protos.serving.BatchingParameters;
import dev.strobe.server.TestModels;
import dev.strobe.server.execution.ExecutionConfig;
import dev.strobe.server.execution.PacedLoader;
import dev.strobe.server.execution.ProcessorShares;
import dev.strobe.server.execution.RunMetrics;
import dev.strobe.server.savedmodel.OperationThreads;
import dev.strobe.server.savedmodel.SavedModelConfig;
import dev.strobe.server.savedmodel.SavedModelLoader;
import dev.strobe.server.servable.RecordingRun;
import dev.strobe.server.servable.Servable;
import dev.strobe.server.servable.ServableId;
import dev.strobe.server.tensor.DType;
import dev.strobe.server.tensor.Tensor;
import dev.strobe.server.tensor.TensorAllocator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BatchingIT {
  private static final int CALLERS = 64;
  private static final int CALLS = 50;

  private final TensorAllocator allocator = TensorAllocator.create(1 << 20);
  private final ExecutorService batches = Executors.newFixedThreadPool(2);
  private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final CountingMetrics metrics = new CountingMetrics();

  @AfterEach
  void stop() {
    batches.shutdown();
    callers.shutdown();
    timer.shutdown();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 500})
  void everyCallerGetsTheAnswerToItsOwnRows(long timeoutMicros) throws Exception {
    try (Servable model = load(timeoutMicros, CALLERS)) {
      List<Future<?>> ends = new ArrayList<>();
      for (int caller = 0; caller < CALLERS; caller++) {
        int first = caller;
        ends.add(callers.submit(() -> call(model, first)));
      }
      for (Future<?> end : ends) {
        end.get(2, TimeUnit.MINUTES);
      }
    }
    long rows = 0;
    for (int caller = 0; caller < CALLERS; caller++) {
      rows += (long) CALLS * (1 + caller % 3);
    }
    assertThat(metrics.rows).hasValue(rows);
  }

  @Test
  void callersOfAFullBatchShareOneRun() throws Exception {
    try (Servable model = load(TimeUnit.HOURS.toMicros(1), CALLERS)) {
      var start = new CountDownLatch(1);
      List<Future<?>> ends = new ArrayList<>();
      for (int caller = 0; caller < CALLERS; caller++) {
        float value = caller;
        ends.add(
            callers.submit(
                () -> {
                  start.await();
                  assertThat(ask(model, value)).containsExactly(value / 2 + 2);
                  return true;
                }));
      }
      start.countDown();
      for (Future<?> end : ends) {
        end.get(2, TimeUnit.MINUTES);
      }
    }
    assertThat(metrics.batches).hasValue(1);
  }

  /** Asks for 1 to 3 rows again and again. */
  private boolean call(Servable model, int caller) throws Exception {
    for (int i = 0; i < CALLS; i++) {
      float[] values = new float[1 + caller % 3];
      float[] expected = new float[values.length];
      for (int row = 0; row < values.length; row++) {
        values[row] = caller * 1000 + i * 10 + row;
        expected[row] = values[row] / 2 + 2;
      }
      assertThat(ask(model, values)).containsExactly(expected);
    }
    return true;
  }

  private float[] ask(Servable model, float... values) throws Exception {
    Tensor x = allocator.allocate(DType.FLOAT, values.length);
    x.data().asFloatBuffer().put(values);
    Map<String, Tensor> outputs =
        RecordingRun.of(model, "serving_default", Map.of("x", x)).get(1, TimeUnit.MINUTES);
    try (Tensor y = outputs.get("y")) {
      return FakeServable.values(y);
    }
  }

  private Servable load(long timeoutMicros, int maxBatchSize) {
    BatchingParameters parameters =
        BatchingParameters.newBuilder()
            .setBatchTimeoutMicros(Int64Value.of(timeoutMicros))
            .setMaxBatchSize(Int64Value.of(maxBatchSize))
            .build();
    var scheduler =
        new BatchScheduler(
            2,
            batches,
            (delay, task) -> {
              Future<?> unused = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            },
            System::nanoTime);
    var savedModels = new SavedModelLoader(SavedModelConfig.defaults(), allocator);
    var paced =
        new PacedLoader(
            savedModels,
            new ExecutionConfig(2, 1000, Duration.ofNanos(200_000)),
            id -> RunMetrics.NONE,
            new ProcessorShares(2, OperationThreads::limit));
    return new BatchingLoader(
            paced,
            new BatchingSettings(parameters, BatchingSettings.Scope.ALL, Optional.empty()),
            scheduler,
            allocator,
            id -> metrics)
        .load(new ServableId("m", 1), TestModels.path("own_half_plus_two").resolve("1"));
  }

  private static final class CountingMetrics implements BatcherMetrics {
    final AtomicLong batches = new AtomicLong();
    final AtomicLong rows = new AtomicLong();

    @Override
    public void onRun(int rowsOfRun) {}

    @Override
    public void onWait(long nanos) {}

    @Override
    public void onBatch(int rowsOfBatch, int paddedRows) {
      batches.incrementAndGet();
      rows.addAndGet(rowsOfBatch);
    }

    @Override
    public void onDropped() {}
  }
}
