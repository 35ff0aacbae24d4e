package dev.strobe.server.grpc;

import dev.strobe.server.admission.InFlight;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import java.time.Duration;

/**
 * Counts the calls to our own services, from their first byte to their last, so that a server can
 * stop when they are done. Others, such as a watch on health, may last for ever and do not count.
 */
final class InFlightCalls extends ServerStreamTracer.Factory {
  private static final String OURS = "tensorflow.serving.";
  private static final ServerStreamTracer NOT_OURS = new ServerStreamTracer() {};

  private final InFlight calls = new InFlight();

  @Override
  public ServerStreamTracer newServerStreamTracer(String fullMethodName, Metadata headers) {
    if (!fullMethodName.startsWith(OURS)) {
      return NOT_OURS;
    }
    // The transport refuses new calls by itself, so every call that comes is counted.
    boolean unused = calls.enter();
    return new Stream(calls);
  }

  /** Waits until no call is in flight; false if that takes longer. */
  boolean await(Duration patience) throws InterruptedException {
    return calls.drain(patience);
  }

  private static final class Stream extends ServerStreamTracer {
    private final InFlight calls;

    Stream(InFlight calls) {
      this.calls = calls;
    }

    @Override
    public void streamClosed(Status status) {
      calls.leave();
    }
  }
}
