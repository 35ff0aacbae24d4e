package dev.strobe.server;

import static java.util.Objects.requireNonNull;

import dev.strobe.server.grpc.GrpcConfig;
import dev.strobe.server.rest.RestConfig;
import java.time.Duration;
import java.util.Optional;

/**
 * How clients reach a server.
 *
 * @param rest empty for no REST interface
 * @param maxBytesInFlight how many bytes of requests and answers from outside the process both
 *     interfaces have in hand at once
 * @param drainPatience how long a closing server waits for the calls in flight
 */
public record InterfacesConfig(
    GrpcConfig grpc, Optional<RestConfig> rest, long maxBytesInFlight, Duration drainPatience) {
  private static final int SHARE_OF_HEAP = 4;

  public InterfacesConfig {
    requireNonNull(grpc, "grpc");
    requireNonNull(rest, "rest");
    requireNonNull(drainPatience, "drainPatience");
    if (maxBytesInFlight < 1) {
      throw new IllegalArgumentException(
          "maxBytesInFlight must be >= 1 but was " + maxBytesInFlight);
    }
  }

  /**
   * From within the process alone; a quarter of what the heap may become in flight, which bounds
   * the memory beside it too; half a minute to drain.
   */
  public static InterfacesConfig defaults() {
    return new InterfacesConfig(
        GrpcConfig.defaults(),
        Optional.empty(),
        Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP,
        Duration.ofSeconds(30));
  }

  public InterfacesConfig withGrpc(GrpcConfig newGrpc) {
    return new InterfacesConfig(newGrpc, rest, maxBytesInFlight, drainPatience);
  }

  public InterfacesConfig withRest(RestConfig newRest) {
    return new InterfacesConfig(grpc, Optional.of(newRest), maxBytesInFlight, drainPatience);
  }

  public InterfacesConfig withMaxBytesInFlight(long newMaxBytesInFlight) {
    return new InterfacesConfig(grpc, rest, newMaxBytesInFlight, drainPatience);
  }

  public InterfacesConfig withDrainPatience(Duration newDrainPatience) {
    return new InterfacesConfig(grpc, rest, maxBytesInFlight, newDrainPatience);
  }
}
