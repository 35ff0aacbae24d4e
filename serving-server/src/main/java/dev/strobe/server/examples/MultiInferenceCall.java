package dev.strobe.server.examples;

import static java.util.Objects.requireNonNull;

import dev.strobe.protos.serving.InferenceTask;
import dev.strobe.protos.serving.SerializedInput;
import dev.strobe.server.observation.Call;
import dev.strobe.server.servable.Deadline;
import dev.strobe.server.servable.Priority;
import java.util.List;

/**
 * Several questions about the same examples, as a front end read them.
 *
 * @param tasks to be answered in this order; the first one's model and version count for all
 * @param deadline when the answer is due
 * @param priority whose turn it is if it has to wait
 * @param observed told what becomes of the first task, which stands for all
 */
public record MultiInferenceCall(
    List<InferenceTask> tasks,
    SerializedInput input,
    Deadline deadline,
    Priority priority,
    Call observed) {

  public MultiInferenceCall {
    tasks = List.copyOf(tasks);
    requireNonNull(input, "input");
    requireNonNull(deadline, "deadline");
    requireNonNull(priority, "priority");
    requireNonNull(observed, "observed");
  }

  /** A call that nobody observes. */
  public MultiInferenceCall(
      List<InferenceTask> tasks, SerializedInput input, Deadline deadline, Priority priority) {
    this(tasks, input, deadline, priority, Call.NONE);
  }
}
