package dev.strobe.benchmarks.serving;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_AllocateTensor;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteTensor;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TensorData;

import dev.strobe.benchmarks.bare.BareRun;
import dev.strobe.benchmarks.bare.BareSession;
import dev.strobe.protos.tensorflow.TensorProto;
import dev.strobe.server.savedmodel.OperationThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bytedeco.javacpp.BytePointer;
import org.tensorflow.internal.c_api.TF_Tensor;

/**
 * Runs a model without a server, on as many threads as there are processors. Each run makes its
 * input tensor from bytes and lets go of its outputs.
 */
final class WindowRuns {
  static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private final BareSession session;
  private final int type;
  private final byte[] content;
  private final long[] shape;

  WindowRuns(BareSession session, TensorProto input) {
    this.session = session;
    this.type = input.getDtypeValue();
    this.content = input.getTensorContent().toByteArray();
    this.shape =
        input.getTensorShape().getDimList().stream().mapToLong(dim -> dim.getSize()).toArray();
  }

  /** Of this process, all threads. */
  static Duration processorTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
  }

  /**
   * What was seen in some seconds.
   *
   * @param rate windows a second
   * @param processorMillis the processor's time for each
   */
  record Cost(double rate, double processorMillis) {
    static Cost of(long windows, double rate, Duration processorTime) {
      return new Cost(rate, processorTime.toNanos() / 1e6 / windows);
    }
  }

  /** Runs for some time, each run with so many threads within an operation at most. */
  Cost run(Duration duration, int operationThreads) {
    ExecutorService pool = Executors.newFixedThreadPool(PROCESSORS);
    Duration processorStart = processorTime();
    long start = System.nanoTime();
    long end = start + duration.toNanos();
    List<CompletableFuture<Long>> counts = new ArrayList<>();
    for (int i = 0; i < PROCESSORS; i++) {
      counts.add(CompletableFuture.supplyAsync(() -> countRuns(end, operationThreads), pool));
    }
    long runs = counts.stream().mapToLong(CompletableFuture::join).sum();
    double seconds = (System.nanoTime() - start) / 1e9;
    Duration processor = processorTime().minus(processorStart);
    pool.shutdown();
    return Cost.of(runs, runs / seconds, processor);
  }

  private long countRuns(long endNanos, int operationThreads) {
    OperationThreads.limit(operationThreads);
    BareRun run = new BareRun(session);
    long runs = 0;
    while (System.nanoTime() - endNanos < 0) {
      TF_Tensor input = TF_AllocateTensor(type, shape, shape.length, content.length);
      var unused = new BytePointer(TF_TensorData(input)).put(content, 0, content.length);
      TF_DeleteTensor(run.run(input));
      runs++;
    }
    return runs;
  }
}
