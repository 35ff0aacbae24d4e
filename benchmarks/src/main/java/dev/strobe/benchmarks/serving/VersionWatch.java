package dev.strobe.benchmarks.serving;

import dev.strobe.protos.serving.GetModelStatusRequest;
import dev.strobe.protos.serving.ModelServiceGrpc;
import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.ModelVersionStatus.State;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Asks a server about a model's versions until one has reached a state. */
final class VersionWatch implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final ManagedChannel channel;
  private final String model;

  VersionWatch(int port, String model) {
    this.channel = NettyChannelBuilder.forAddress("localhost", port).usePlaintext().build();
    this.model = model;
  }

  void await(int version, State state) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (state(version) != state) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException(
            "version %d of %s is not %s after %s".formatted(version, model, state, PATIENCE));
      }
      LockSupport.parkNanos(INTERVAL.toNanos());
    }
  }

  /** Asks as often as ever, but only lets the time pass. */
  void pass(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() - end < 0) {
      State unused = state(0);
      LockSupport.parkNanos(INTERVAL.toNanos());
    }
  }

  private State state(int version) {
    var spec = ModelSpec.newBuilder().setName(model);
    return ModelServiceGrpc.newBlockingStub(channel)
        .getModelStatus(GetModelStatusRequest.newBuilder().setModelSpec(spec).build())
        .getModelVersionStatusList()
        .stream()
        .filter(status -> status.getVersion() == version)
        .map(status -> status.getState())
        .findFirst()
        .orElse(State.UNKNOWN);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
