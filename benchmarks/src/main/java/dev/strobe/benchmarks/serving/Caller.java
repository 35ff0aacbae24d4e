package dev.strobe.benchmarks.serving;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.strobe.benchmarks.figures.Latencies;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Sends a request, and the next when it has been answered, until the time is up. Its calls follow
 * one another, so that its state needs no lock.
 */
final class Caller implements StreamObserver<Integer> {
  private static final MethodDescriptor<byte[], Integer> PREDICT = RawPredict.countingResponses();

  private final Channel channel;
  private final Optional<Duration> deadline;
  private final byte[] request;
  private final int responseBytes;
  private final CompletableFuture<Latencies> done = new CompletableFuture<>();
  private final Latencies latencies = new Latencies();
  private long endNanos;
  private long startNanos;

  /** A caller that takes no response for good but those of {@code responseBytes} bytes. */
  Caller(Channel channel, Optional<Duration> deadline, byte[] request, int responseBytes) {
    this.channel = channel;
    this.deadline = deadline;
    this.request = request;
    this.responseBytes = responseBytes;
  }

  /**
   * Sends the first request; what comes back completes, after {@code lastNanos}, with all there
   * was.
   */
  CompletableFuture<Latencies> start(long lastNanos) {
    endNanos = lastNanos;
    call();
    return done;
  }

  private void call() {
    startNanos = System.nanoTime();
    CallOptions options =
        deadline
            .map(time -> CallOptions.DEFAULT.withDeadlineAfter(time.toNanos(), NANOSECONDS))
            .orElse(CallOptions.DEFAULT);
    ClientCalls.asyncUnaryCall(channel.newCall(PREDICT, options), request, this);
  }

  @Override
  public void onNext(Integer bytes) {
    if (bytes != responseBytes) {
      done.completeExceptionally(
          new IllegalStateException(
              "a response must have %d bytes but had %d".formatted(responseBytes, bytes)));
    }
  }

  @Override
  public void onCompleted() {
    long now = System.nanoTime();
    latencies.add(now - startNanos);
    if (now - endNanos < 0) {
      call();
    } else {
      done.complete(latencies);
    }
  }

  @Override
  public void onError(Throwable t) {
    done.completeExceptionally(t);
  }
}
