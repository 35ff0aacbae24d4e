package dev.strobe.benchmarks.serving;

import dev.strobe.server.scheduling.ShortSlices;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls at a fixed rate, whether or not those before were answered. A call counts from the moment
 * it was due, so that a server that stalls is charged for all that came meanwhile. The client
 * shares the server's processors, which it would not elsewhere: its threads ask for short slices of
 * them, so that what they themselves wait for is as little as can be.
 */
final class SteadyLoad implements AutoCloseable {
  private static final MethodDescriptor<byte[], Integer> PREDICT = RawPredict.countingResponses();
  private static final int START_SECONDS = 120;
  private static final int STOP_SECONDS = 2;
  private static final int WARM_UP_CALLERS = 8;

  private final ManagedChannel channel;
  private final byte[] request;
  private final EventLoopGroup loop;
  private final ExecutorService caller =
      Executors.newSingleThreadExecutor(ShortSlices.threads(Thread::new));
  private final AtomicInteger failures = new AtomicInteger();
  private final long periodNanos;
  private volatile ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
  private volatile Status lastFailure = Status.OK;

  private SteadyLoad(
      EventLoopGroup loop, ManagedChannel channel, byte[] request, long periodNanos) {
    this.loop = loop;
    this.channel = channel;
    this.request = request;
    this.periodNanos = periodNanos;
  }

  /** Waits until the server at this port answers, and begins. */
  static SteadyLoad start(int port, byte[] request, int callsPerSecond) {
    EventLoopGroup loop =
        new EpollEventLoopGroup(
            1, ShortSlices.threads(new DefaultThreadFactory("steady-load", true)));
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("localhost", port)
            .eventLoopGroup(loop)
            .channelType(EpollSocketChannel.class)
            .usePlaintext()
            .directExecutor()
            .disableRetry()
            .build();
    var load = new SteadyLoad(loop, channel, request, 1_000_000_000L / callsPerSecond);
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

  /**
   * Makes so many further calls as fast as they are answered, so that the code of client and server
   * is compiled, and forgets what all calls until then took.
   */
  void warmUp(int calls) throws InterruptedException {
    var free = new Semaphore(WARM_UP_CALLERS);
    for (int i = 0; i < calls; i++) {
      free.acquire();
      ClientCalls.asyncUnaryCall(
          channel.newCall(PREDICT, CallOptions.DEFAULT), request, new WarmUpCall(free));
    }
    free.acquire(WARM_UP_CALLERS);
    long[] unused = take();
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
    var unused = loop.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS);
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

  /** Frees the place of the next call. */
  private record WarmUpCall(Semaphore free) implements StreamObserver<Integer> {

    @Override
    public void onNext(Integer bytes) {}

    @Override
    public void onCompleted() {
      free.release();
    }

    @Override
    public void onError(Throwable failure) {
      free.release();
    }
  }
}
