package dev.strobe.benchmarks.serving;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls at a fixed rate, whether or not those before were answered. A call counts from the moment
 * it was due, so that a server that stalls is charged for all that came meanwhile.
 */
final class SteadyLoad implements AutoCloseable {
  private static final MethodDescriptor<byte[], Integer> PREDICT = RawPredict.countingResponses();
  private static final int START_SECONDS = 120;

  private final ManagedChannel channel;
  private final byte[] request;
  private final ExecutorService caller = Executors.newSingleThreadExecutor();
  private final AtomicInteger failures = new AtomicInteger();
  private final long periodNanos;
  private volatile ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
  private volatile Status lastFailure = Status.OK;

  private SteadyLoad(ManagedChannel channel, byte[] request, long periodNanos) {
    this.channel = channel;
    this.request = request;
    this.periodNanos = periodNanos;
  }

  /** Waits until the server at this port answers, and begins. */
  static SteadyLoad start(int port, byte[] request, int callsPerSecond) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("localhost", port)
            .usePlaintext()
            .directExecutor()
            .disableRetry()
            .build();
    var load = new SteadyLoad(channel, request, 1_000_000_000L / callsPerSecond);
    load.awaitAnswer();
    load.caller.execute(load::callUntilClosed);
    return load;
  }

  private void callUntilClosed() {
    long due = System.nanoTime();
    while (!caller.isShutdown()) {
      due += periodNanos;
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      call(due);
    }
  }

  private void awaitAnswer() {
    Integer unused =
        ClientCalls.blockingUnaryCall(
            channel,
            PREDICT,
            CallOptions.DEFAULT
                .withWaitForReady()
                .withDeadlineAfter(START_SECONDS, TimeUnit.SECONDS),
            request);
  }

  private void call(long dueNanos) {
    ClientCalls.asyncUnaryCall(
        channel.newCall(PREDICT, CallOptions.DEFAULT), request, new Call(dueNanos));
  }

  /** The latencies in nanoseconds of the calls answered since the last time, in order of length. */
  long[] take() {
    var taken = latencies;
    latencies = new ConcurrentLinkedQueue<>();
    return List.copyOf(taken).stream().mapToLong(Long::longValue).sorted().toArray();
  }

  /** How many calls have failed so far. */
  int failures() {
    return failures.get();
  }

  /** What was the matter with the last of them. */
  Status lastFailure() {
    return lastFailure;
  }

  @Override
  public void close() {
    caller.shutdownNow();
    channel.shutdownNow();
  }

  private final class Call implements StreamObserver<Integer> {
    private final long due;

    Call(long due) {
      this.due = due;
    }

    @Override
    public void onNext(Integer bytes) {}

    @Override
    public void onCompleted() {
      latencies.add(System.nanoTime() - due);
    }

    @Override
    public void onError(Throwable failure) {
      if (!caller.isShutdown()) {
        lastFailure = Status.fromThrowable(failure);
        failures.incrementAndGet();
      }
    }
  }
}
