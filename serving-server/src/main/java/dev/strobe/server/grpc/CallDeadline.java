package dev.strobe.server.grpc;

import dev.strobe.server.servable.Deadline;
import io.grpc.Context;
import java.util.concurrent.TimeUnit;

/** The deadline of the call that this thread answers. */
final class CallDeadline {

  private CallDeadline() {}

  static Deadline current() {
    io.grpc.Deadline deadline = Context.current().getDeadline();
    return deadline == null
        ? Deadline.none()
        : Deadline.at(System.nanoTime() + deadline.timeRemaining(TimeUnit.NANOSECONDS));
  }
}
