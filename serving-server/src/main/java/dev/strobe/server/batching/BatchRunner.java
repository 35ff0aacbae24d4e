package dev.strobe.server.batching;

import dev.strobe.server.servable.Servable;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.Tensor;
import dev.strobe.server.tensor.TensorAllocator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Takes batches through one servable. A run alone in its batch passes as it is, unless its rows
 * must be padded. If a batch of several fails, each of its runs is tried alone, so that only those
 * fail that would have failed anyway.
 *
 * @param clock as {@link System#nanoTime}
 */
record BatchRunner(
    Servable servable,
    BatchingConfig config,
    TensorAllocator allocator,
    BatcherMetrics metrics,
    LongSupplier clock) {

  /**
   * Runs a batch.
   *
   * @param ended is called once the servable is done with all of it, before the last runs end
   */
  void run(List<QueuedRun> batch, Runnable ended) {
    long now = clock.getAsLong();
    List<QueuedRun> wanted = wanted(batch, now);
    for (QueuedRun queued : wanted) {
      queued.run().begins();
      metrics.onWait(now - queued.sinceNanos());
    }
    begin(wanted, ended);
  }

  private List<QueuedRun> wanted(List<QueuedRun> batch, long now) {
    List<QueuedRun> wanted = new ArrayList<>(batch.size());
    for (QueuedRun queued : batch) {
      if (queued.run().deadline().remainingNanos(now) <= 0) {
        drop(
            queued,
            Code.RESOURCE_EXHAUSTED,
            "Run() timeout exceeded while waiting in batching queue");
      } else if (queued.run().abandoned()) {
        drop(queued, Code.CANCELLED, "Dropped before it began");
      } else {
        wanted.add(queued);
      }
    }
    return wanted;
  }

  private void drop(QueuedRun queued, Code code, String message) {
    metrics.onDropped();
    queued.discard(new ServingException(code, message));
  }

  private void begin(List<QueuedRun> runs, Runnable ended) {
    if (runs.isEmpty()) {
      ended.run();
      return;
    }
    int rows = 0;
    for (QueuedRun queued : runs) {
      rows += queued.rows();
    }
    int padded = config.paddedSize(rows);
    metrics.onBatch(rows, padded);
    if (runs.size() == 1 && rows == padded) {
      servable.run(new LoneRun(runs.get(0), ended));
      return;
    }
    Map<String, Tensor> inputs;
    try {
      inputs = joined(runs, padded);
    } catch (RuntimeException | OutOfMemoryError e) {
      ended.run();
      runs.forEach(queued -> queued.discard(failure(e)));
      return;
    }
    Runnable eachAlone = () -> runEachAlone(runs, ended);
    servable.run(new JoinedRun(runs, inputs, padded, clock, ended, eachAlone));
  }

  private Map<String, Tensor> joined(List<QueuedRun> runs, int rows) {
    Map<String, Tensor> joined = new LinkedHashMap<>();
    try {
      for (String alias : runs.get(0).run().inputs().keySet()) {
        joined.put(alias, RowJoin.join(inputs(runs, alias), rows, allocator));
      }
      return joined;
    } catch (RuntimeException | OutOfMemoryError e) {
      joined.values().forEach(Tensor::close);
      throw e;
    }
  }

  private static List<Tensor> inputs(List<QueuedRun> runs, String alias) {
    List<Tensor> inputs = new ArrayList<>(runs.size());
    for (QueuedRun queued : runs) {
      Tensor input = queued.run().inputs().get(alias);
      if (input == null) {
        throw new IllegalStateException("a run without " + alias + " is in the wrong batch");
      }
      inputs.add(input);
    }
    return inputs;
  }

  private static ServingException failure(Throwable failure) {
    return failure instanceof OutOfMemoryError
        ? new ServingException(Code.RESOURCE_EXHAUSTED, "Out of memory: " + failure, failure)
        : ServingException.of(failure);
  }

  /** Tries each run of a failed batch by itself; calls {@code ended} after the last. */
  private void runEachAlone(List<QueuedRun> runs, Runnable ended) {
    var left = new AtomicInteger(runs.size());
    Runnable one =
        () -> {
          if (left.decrementAndGet() == 0) {
            ended.run();
          }
        };
    long now = clock.getAsLong();
    runs.forEach(queued -> begin(wanted(List.of(queued), now), one));
  }
}
