package dev.strobe.server.batching;

import dev.strobe.server.servable.Deadline;
import dev.strobe.server.servable.Priority;
import dev.strobe.server.servable.Run;
import dev.strobe.server.servable.Signature;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A run that tells how it ended. */
final class FakeRun implements Run {
  private final Signature signature;
  private final Map<String, Tensor> inputs;
  private List<String> outputs;
  private Deadline deadline = Deadline.none();
  private Priority priority = Priority.NORMAL;
  private boolean abandoned;
  private @Nullable Map<String, Tensor> answer;
  private @Nullable ServingException failure;
  private boolean waiting;
  private int ends;

  FakeRun(Signature signature, Map<String, Tensor> inputs) {
    this.signature = signature;
    this.inputs = inputs;
    this.outputs = List.copyOf(signature.outputs().keySet());
  }

  FakeRun due(Deadline newDeadline) {
    deadline = newDeadline;
    return this;
  }

  FakeRun asking(String... aliases) {
    outputs = List.of(aliases);
    return this;
  }

  FakeRun at(Priority newPriority) {
    priority = newPriority;
    return this;
  }

  void abandon() {
    abandoned = true;
  }

  boolean isEnded() {
    return ends > 0;
  }

  /** How often it ended: never more than once. */
  int ends() {
    return ends;
  }

  /** Whether it was told that it waits, and not yet that it begins. */
  boolean isWaiting() {
    return waiting;
  }

  Map<String, Tensor> answer() {
    if (failure != null) {
      throw new AssertionError("the run failed", failure);
    }
    return Objects.requireNonNull(answer, "the run has not ended");
  }

  ServingException failure() {
    return Objects.requireNonNull(failure, "the run has not failed");
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public Map<String, Tensor> inputs() {
    return inputs;
  }

  @Override
  public List<String> outputs() {
    return outputs;
  }

  @Override
  public Deadline deadline() {
    return deadline;
  }

  @Override
  public Priority priority() {
    return priority;
  }

  @Override
  public boolean abandoned() {
    return abandoned;
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
  public void succeed(Map<String, Tensor> results) {
    ends++;
    answer = results;
  }

  @Override
  public void fail(ServingException reason) {
    ends++;
    failure = reason;
  }
}
