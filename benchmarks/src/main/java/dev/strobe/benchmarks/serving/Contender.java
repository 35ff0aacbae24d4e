package dev.strobe.benchmarks.serving;

import dev.strobe.benchmarks.figures.Latencies;
import dev.strobe.benchmarks.figures.Slice;
import dev.strobe.benchmarks.process.JavaProcess;
import dev.strobe.benchmarks.process.ProcessMemory;
import dev.strobe.benchmarks.process.ServerProcess;
import dev.strobe.protos.serving.PredictRequest;
import dev.strobe.protos.serving.PredictResponse;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A server in a process of its own, with connections to it. */
final class Contender implements AutoCloseable {
  private static final int START_SECONDS = 120;
  private static final Duration WARM_UP_SLICE = Duration.ofSeconds(1);

  private final JavaProcess process;
  private final byte[] request;
  private final List<ManagedChannel> channels;
  private final byte[] response;

  private Contender(
      JavaProcess process, byte[] request, List<ManagedChannel> channels, byte[] response) {
    this.process = process;
    this.request = request;
    this.channels = channels;
    this.response = response;
  }

  /** Connects to a server that may still be starting, and waits until it answers. */
  static Contender connect(ServerProcess server, Workload workload) {
    byte[] request = workload.request();
    List<ManagedChannel> channels =
        IntStream.range(0, workload.connections()).mapToObj(i -> channel(server.port())).toList();
    return new Contender(server.process(), request, channels, answer(channels.get(0), request));
  }

  private static ManagedChannel channel(int port) {
    return NettyChannelBuilder.forAddress("localhost", port)
        .usePlaintext()
        .directExecutor()
        .disableRetry()
        .maxInboundMessageSize(Integer.MAX_VALUE)
        .build();
  }

  private static byte[] answer(ManagedChannel channel, byte[] request) {
    return ClientCalls.blockingUnaryCall(
        channel,
        RawPredict.keepingResponses(),
        CallOptions.DEFAULT.withWaitForReady().withDeadlineAfter(START_SECONDS, TimeUnit.SECONDS),
        request);
  }

  /** What it answered to the first request. */
  PredictResponse firstResponse() throws IOException {
    return PredictResponse.parseFrom(response);
  }

  /** The most memory that the server has held so far. */
  ProcessMemory peakMemory() {
    return process.peakMemory();
  }

  /** Calls the server until its code can be taken to be compiled, however busy the machine is. */
  void warmUp(Workload workload) {
    Load heaviest = workload.loads().get(workload.loads().size() - 1);
    int calls = 0;
    while (calls < workload.warmUpCalls()) {
      calls += run(heaviest, WARM_UP_SLICE).calls();
    }
  }

  /**
   * Compiles what reads requests, by such as are refused once they are read: a slow model is not
   * called often enough for that.
   */
  void warmUpReading(int calls) throws IOException {
    byte[] refused =
        PredictRequest.parseFrom(request).toBuilder()
            .addOutputFilter("no such output")
            .build()
            .toByteArray();
    for (int i = 0; i < calls; i++) {
      try {
        byte[] unused = answer(channels.get(i % channels.size()), refused);
        throw new IllegalStateException("an output that does not exist was answered");
      } catch (StatusRuntimeException e) {
        if (e.getStatus().getCode() != Status.Code.INVALID_ARGUMENT) {
          throw e;
        }
      }
    }
  }

  /** Loads the server for some time, and then until the last call is answered. */
  Slice run(Load load, Duration duration) {
    Duration processorStart = process.processorTime();
    long start = System.nanoTime();
    List<CompletableFuture<Latencies>> callers = new ArrayList<>();
    for (int i = 0; i < load.callers(); i++) {
      ManagedChannel channel = channels.get(i % load.connections());
      var caller = new Caller(channel, load.deadline(), request, response.length);
      callers.add(caller.start(start + duration.toNanos()));
    }
    List<Latencies> latencies = callers.stream().map(CompletableFuture::join).toList();
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    Duration processorTime = process.processorTime().minus(processorStart);
    return Slice.of(Latencies.sorted(latencies), elapsed, processorTime);
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
    process.close();
  }
}
