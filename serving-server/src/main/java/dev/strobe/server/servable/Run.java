package dev.strobe.server.servable;

import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * One run of a signature, on its way from the use case to the runtime and back. It is checked
 * already: the inputs are those of the signature and of the right types.
 *
 * <p>The servable that takes a run owns its inputs: it closes each when the runtime no longer needs
 * it, which may be after the run if an output shares its memory. It ends the run by exactly one
 * call of {@link #succeed} or {@link #fail}; a run {@link #abandoned} before it began should fail
 * without running.
 */
public interface Run {

  Signature signature();

  /** By alias. */
  Map<String, Tensor> inputs();

  /** Aliases of the outputs wanted, each once, in the order of the answer; never empty. */
  List<String> outputs();

  Deadline deadline();

  /** Whose turn it is if it has to wait. */
  Priority priority();

  /** True once nobody waits for the answer: the call was cancelled or its deadline has passed. */
  boolean abandoned();

  /** Told when the run begins to wait for others to run with it. */
  default void waits() {}

  /** Told when such a wait is over. */
  default void begins() {}

  /** Told before the end when the model has run for it, on {@link System#nanoTime}'s clock. */
  default void ran(long beginNanos, long endNanos) {}

  /** Ends the run with the outputs by alias; they now belong to the run, which closes them. */
  void succeed(Map<String, Tensor> outputs);

  /** Ends the run without outputs. */
  void fail(ServingException failure);
}
