package dev.strobe.server.grpc;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts the calls to our own services, from their first byte to their last, so that a server can
 * stop when they are done. Others, such as a watch on health, may last for ever and do not count.
 */
final class InFlightCalls extends ServerStreamTracer.Factory {
  private static final String OURS = "tensorflow.serving.";

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition none = lock.newCondition();

  @GuardedBy("lock")
  private int calls;

  @Override
  public ServerStreamTracer newServerStreamTracer(String fullMethodName, Metadata headers) {
    if (!fullMethodName.startsWith(OURS)) {
      return new ServerStreamTracer() {};
    }
    add(1);
    return new ServerStreamTracer() {
      @Override
      public void streamClosed(Status status) {
        add(-1);
      }
    };
  }

  private void add(int change) {
    lock.lock();
    try {
      calls += change;
      if (calls == 0) {
        none.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until no call is in flight; false if that takes longer. */
  boolean await(Duration patience) throws InterruptedException {
    long left = patience.toNanos();
    lock.lock();
    try {
      while (calls > 0 && left > 0) {
        left = none.awaitNanos(left);
      }
      return calls == 0;
    } finally {
      lock.unlock();
    }
  }
}
