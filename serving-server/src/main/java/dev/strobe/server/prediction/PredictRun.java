package dev.strobe.server.prediction;

import dev.strobe.server.observation.Call;
import dev.strobe.server.scheduling.Turns;
import dev.strobe.server.servable.Deadline;
import dev.strobe.server.servable.Priority;
import dev.strobe.server.servable.Run;
import dev.strobe.server.servable.ServableLease;
import dev.strobe.server.servable.Signature;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * One checked call while it runs. Two things end apart from each other: the answer, by whichever
 * comes first of outputs, failure, deadline and cancellation; and the run, which gives the lease
 * back only when the servable is done with it.
 */
final class PredictRun implements Run {
  private final CompletableFuture<PredictResult> answer = new CompletableFuture<>();
  private final ServableLease lease;
  private final PredictCall call;
  private final LongAdder abandonedRuns;
  private @Nullable Signature signature;
  private List<String> outputs = List.of();
  private volatile boolean waiting;

  PredictRun(ServableLease lease, PredictCall call, LongAdder abandonedRuns) {
    this.lease = lease;
    this.call = call;
    this.abandonedRuns = abandonedRuns;
  }

  CompletableFuture<PredictResult> answer() {
    return answer;
  }

  /** Hands the run to the servable, unless its time is up already. */
  void start(
      Signature checkedSignature, List<String> checkedOutputs, ScheduledExecutorService timer) {
    signature = checkedSignature;
    outputs = checkedOutputs;
    if (deadline().remainingNanos(System.nanoTime()) <= 0) {
      throw deadlineExceeded();
    }
    if (call.observed() != Call.NONE) {
      call.observed().handedOver(lease.id(), call.signatureName(), rows());
    }
    lease.servable().run(this);
    if (deadline().nanoTime().isPresent() && !answer.isDone()) {
      Turns.atEndOrNow(() -> setAlarm(timer));
    }
  }

  private void setAlarm(ScheduledExecutorService timer) {
    if (answer.isDone()) {
      return;
    }
    long remaining = deadline().remainingNanos(System.nanoTime());
    Future<?> alarm = timer.schedule(this::expire, remaining, TimeUnit.NANOSECONDS);
    var unused = answer.whenComplete((result, failure) -> alarm.cancel(false));
  }

  private long rows() {
    for (Tensor input : call.inputs().values()) {
      return input.rank() > 0 ? input.dimension(0) : 1;
    }
    return 1;
  }

  private void expire() {
    answer.completeExceptionally(
        waiting
            ? new ServingException(
                Code.RESOURCE_EXHAUSTED, "Run() timeout exceeded while waiting in batching queue")
            : deadlineExceeded());
  }

  private static ServingException deadlineExceeded() {
    return new ServingException(Code.DEADLINE_EXCEEDED, "Timed out waiting for notification");
  }

  @Override
  public Signature signature() {
    if (signature == null) {
      throw new IllegalStateException("the run was not started");
    }
    return signature;
  }

  @Override
  public Map<String, Tensor> inputs() {
    return call.inputs();
  }

  @Override
  public List<String> outputs() {
    return outputs;
  }

  @Override
  public Deadline deadline() {
    return call.deadline();
  }

  @Override
  public Priority priority() {
    return call.priority();
  }

  @Override
  public boolean abandoned() {
    return answer.isDone();
  }

  @Override
  public void waits() {
    waiting = true;
  }

  @Override
  public void begins() {
    waiting = false;
  }

  @Override
  public void ran(long beginNanos, long endNanos) {
    call.observed().ran(beginNanos, endNanos);
  }

  @Override
  public void succeed(Map<String, Tensor> results) {
    lease.close();
    var result = new PredictResult(lease.id(), call.signatureName(), results);
    if (!answer.complete(result)) {
      abandonedRuns.increment();
      result.close();
    }
  }

  @Override
  public void fail(ServingException failure) {
    lease.close();
    answer.completeExceptionally(failure);
  }
}
