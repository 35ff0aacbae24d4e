package dev.strobe.server.servable;

import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** A run in place of another, to which it passes on whatever it does not change. */
public interface ForwardingRun extends Run {

  /** The run in whose place it is. */
  Run run();

  @Override
  default Signature signature() {
    return run().signature();
  }

  @Override
  default Map<String, Tensor> inputs() {
    return run().inputs();
  }

  @Override
  default List<String> outputs() {
    return run().outputs();
  }

  @Override
  default Deadline deadline() {
    return run().deadline();
  }

  @Override
  default Priority priority() {
    return run().priority();
  }

  @Override
  default boolean abandoned() {
    return run().abandoned();
  }

  @Override
  default void waits() {
    run().waits();
  }

  @Override
  default void begins() {
    run().begins();
  }

  @Override
  default void ran(long beginNanos, long endNanos) {
    run().ran(beginNanos, endNanos);
  }

  @Override
  default void fail(ServingException failure) {
    run().fail(failure);
  }
}
