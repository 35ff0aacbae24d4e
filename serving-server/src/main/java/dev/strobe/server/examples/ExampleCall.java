package dev.strobe.server.examples;

import static java.util.Objects.requireNonNull;

import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.SerializedInput;
import dev.strobe.server.observation.Call;
import dev.strobe.server.servable.Deadline;
import dev.strobe.server.servable.Priority;

/**
 * A question about examples as a front end read it, not yet checked against anything.
 *
 * @param model what was asked for, with its signature
 * @param deadline when the answer is due
 * @param priority whose turn it is if it has to wait
 * @param observed told what becomes of it
 */
public record ExampleCall(
    ModelSpec model, SerializedInput input, Deadline deadline, Priority priority, Call observed) {

  public ExampleCall {
    requireNonNull(model, "model");
    requireNonNull(input, "input");
    requireNonNull(deadline, "deadline");
    requireNonNull(priority, "priority");
    requireNonNull(observed, "observed");
  }

  /** A call that nobody observes. */
  public ExampleCall(ModelSpec model, SerializedInput input, Deadline deadline, Priority priority) {
    this(model, input, deadline, priority, Call.NONE);
  }
}
