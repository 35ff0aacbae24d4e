package dev.strobe.server.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strobe.protos.tensorflow.SignatureDef;
import dev.strobe.server.servable.RecordingRun;
import dev.strobe.server.servable.Run;
import dev.strobe.server.servable.Servable;
import dev.strobe.server.servable.Signature;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.DType;
import dev.strobe.server.tensor.Tensor;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PacedServableTest {
  private static final Signature SIGNATURE = Signature.of("s", "", Map.of(), Map.of());

  private final ThreadPoolExecutor executor =
      new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1));
  private final GatedServable inner = new GatedServable();
  private final AtomicInteger openTensors = new AtomicInteger();
  private final AtomicInteger share = new AtomicInteger();
  private final ProcessorShares shares = new ProcessorShares(4, share::set);

  @AfterEach
  void stop() {
    inner.gate.countDown();
    executor.shutdown();
  }

  @Test
  void fastRunsMoveToTheCallersThread() throws Exception {
    inner.gate.countDown();
    var paced =
        new PacedServable(
            inner, executor, Duration.ofSeconds(10).toNanos(), RunMetrics.NONE, shares);
    run(paced).end().get();
    assertThat(inner.lastThread).isNotSameAs(Thread.currentThread());
    for (int i = 0; i < 40; i++) {
      run(paced).end().get();
    }
    assertThat(inner.lastThread).isSameAs(Thread.currentThread());
  }

  @Test
  void runOnAThreadOfTheVersionHasAShareOfTheProcessors() throws Exception {
    inner.gate.countDown();
    var paced = new PacedServable(inner, executor, 0, RunMetrics.NONE, shares);
    run(paced).end().get();
    assertThat(share).hasValue(4);
  }

  @Test
  void fullQueueRefusesAndClosesTheInputs() throws Exception {
    var paced = new PacedServable(inner, executor, 0, RunMetrics.NONE, shares);
    RecordingRun running = run(paced);
    inner.started.await();
    RecordingRun waiting = run(paced);
    RecordingRun refused = run(paced);
    assertThat(refused.end())
        .failsWithin(10, TimeUnit.SECONDS)
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .isInstanceOfSatisfying(
            ServingException.class, e -> assertThat(e.code()).isEqualTo(Code.RESOURCE_EXHAUSTED));
    inner.gate.countDown();
    running.end().get();
    waiting.end().get();
    assertThat(openTensors).hasValue(0);
  }

  @Test
  void abandonedRunNeverBegins() throws Exception {
    var paced = new PacedServable(inner, executor, 0, RunMetrics.NONE, shares);
    RecordingRun running = run(paced);
    inner.started.await();
    run(paced).abandon();
    inner.gate.countDown();
    running.end().get();
    executor.shutdown();
    assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(inner.runs).hasValue(1);
    assertThat(openTensors).hasValue(0);
  }

  private RecordingRun run(Servable servable) {
    openTensors.incrementAndGet();
    Tensor tensor =
        Tensor.of(
            DType.FLOAT, new long[0], ByteBuffer.allocateDirect(4), openTensors::decrementAndGet);
    var run = new RecordingRun(SIGNATURE, Map.of("x", tensor));
    servable.run(run);
    return run;
  }

  /** Runs once the gate is open. */
  private static final class GatedServable implements Servable {
    final CountDownLatch gate = new CountDownLatch(1);
    final CountDownLatch started = new CountDownLatch(1);
    final AtomicInteger runs = new AtomicInteger();
    volatile Thread lastThread = Thread.currentThread();

    @Override
    public Map<String, Signature> signatures() {
      return Map.of("s", SIGNATURE);
    }

    @Override
    public Map<String, SignatureDef> definitions() {
      return Map.of();
    }

    @Override
    public void run(Run run) {
      lastThread = Thread.currentThread();
      runs.incrementAndGet();
      started.countDown();
      try {
        gate.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      run.inputs().values().forEach(Tensor::close);
      run.succeed(Map.of());
    }

    @Override
    public void close() {}
  }
}
