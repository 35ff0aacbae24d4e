package dev.strobe.server.batching;

import dev.strobe.server.servable.Deadline;
import dev.strobe.server.servable.Priority;
import dev.strobe.server.servable.Run;
import dev.strobe.server.servable.Signature;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.Tensor;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Runs joined into one.
 *
 * @param runs at least one; their own inputs stay open until they end
 * @param inputs copies of theirs, padded
 * @param rows of the inputs
 * @param ended as of a batch
 * @param eachAlone runs what failed together one by one, and then sees to {@code ended}
 */
record JoinedRun(
    List<QueuedRun> runs,
    Map<String, Tensor> inputs,
    int rows,
    LongSupplier clock,
    Runnable ended,
    Runnable eachAlone)
    implements Run {
  /** Failures that no single input brings about: trying again would add to the trouble. */
  private static final Set<Code> NOBODYS_GUILT =
      EnumSet.of(Code.CANCELLED, Code.DEADLINE_EXCEEDED, Code.RESOURCE_EXHAUSTED, Code.UNAVAILABLE);

  @Override
  public Signature signature() {
    return runs.get(0).run().signature();
  }

  @Override
  public List<String> outputs() {
    return runs.get(0).run().outputs();
  }

  /** The latest of all. */
  @Override
  public Deadline deadline() {
    long now = clock.getAsLong();
    Deadline latest = runs.get(0).run().deadline();
    for (QueuedRun queued : runs) {
      Deadline other = queued.run().deadline();
      if (other.remainingNanos(now) > latest.remainingNanos(now)) {
        latest = other;
      }
    }
    return latest;
  }

  /** The same of all. */
  @Override
  public Priority priority() {
    return runs.get(0).run().priority();
  }

  /** Once nobody waits for any of them. */
  @Override
  public boolean abandoned() {
    for (QueuedRun queued : runs) {
      if (!queued.run().abandoned()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void ran(long beginNanos, long endNanos) {
    for (QueuedRun queued : runs) {
      queued.run().ran(beginNanos, endNanos);
    }
  }

  @Override
  public void succeed(Map<String, Tensor> outputs) {
    ended.run();
    try {
      BatchOutputs.check(outputs, rows);
    } catch (ServingException e) {
      outputs.values().forEach(Tensor::close);
      runs.forEach(queued -> queued.discard(e));
      return;
    }
    List<Map<String, Tensor>> parts =
        BatchOutputs.split(outputs, runs.stream().map(QueuedRun::rows).toList());
    for (int i = 0; i < parts.size(); i++) {
      runs.get(i).closeInputs();
      runs.get(i).succeed(parts.get(i));
    }
  }

  @Override
  public void fail(ServingException failure) {
    if (runs.size() > 1 && !NOBODYS_GUILT.contains(failure.code())) {
      eachAlone.run();
      return;
    }
    ended.run();
    runs.forEach(queued -> queued.discard(failure));
  }
}
