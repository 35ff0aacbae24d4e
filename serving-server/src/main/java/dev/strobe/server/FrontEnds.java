package dev.strobe.server;

import dev.strobe.server.admission.BytesInFlight;
import dev.strobe.server.configuration.ServedModels;
import dev.strobe.server.description.ModelList;
import dev.strobe.server.description.ModelMetadata;
import dev.strobe.server.description.ModelStatus;
import dev.strobe.server.examples.ExampleInference;
import dev.strobe.server.grpc.GrpcInterface;
import dev.strobe.server.grpc.GrpcServers;
import dev.strobe.server.observation.Calls;
import dev.strobe.server.prediction.Prediction;
import dev.strobe.server.rest.RestConfig;
import dev.strobe.server.rest.RestServer;
import dev.strobe.server.rest.RestServices;
import dev.strobe.server.scheduling.LoopSlices;
import dev.strobe.server.servable.ServableRegistry;
import dev.strobe.server.tensor.TensorAllocator;
import dev.strobe.server.tls.TlsConfig;
import dev.strobe.server.tls.TlsIdentity;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Both interfaces of a server, which start and end together. */
record FrontEnds(GrpcServers grpc, Optional<RestServer> rest) implements AutoCloseable {
  /** How many requests may wait for room, each with up to 1 MiB that has come already. */
  private static final int MAX_WAITING = 1024;

  /** Starts to listen. */
  static FrontEnds start(
      ServerConfig config,
      Prediction prediction,
      ServableRegistry registry,
      ServedModels models,
      ServerThreads threads,
      TensorAllocator allocator,
      Observability observability) {
    InterfacesConfig interfaces = config.interfaces();
    var inference = new ExampleInference(prediction, config.runs().methodNames());
    var services =
        new GrpcInterface(
            prediction,
            inference,
            registry,
            models,
            allocator,
            interfaces.grpc().encoding(),
            observability::counter);
    Calls calls = observability.calls();
    var bytes = new BytesInFlight(interfaces.maxBytesInFlight(), MAX_WAITING);
    Optional<TlsConfig> grpcTls = interfaces.grpc().tls();
    Optional<TlsConfig> restTls = interfaces.rest().flatMap(RestConfig::tls);
    Optional<TlsIdentity> grpcIdentity = identity(grpcTls, threads);
    Optional<TlsIdentity> restIdentity =
        restTls.equals(grpcTls) ? grpcIdentity : identity(restTls, threads);
    LoopSlices slices = threads.slices();
    GrpcServers grpc =
        GrpcServers.start(services, interfaces.grpc(), grpcIdentity, bytes, calls, slices);
    var restServices =
        new RestServices(
            prediction,
            inference,
            new ModelStatus(registry),
            new ModelMetadata(registry),
            allocator,
            ModelList.of(registry),
            calls,
            observability.page(),
            bytes);
    try {
      return new FrontEnds(
          grpc,
          interfaces
              .rest()
              .map(rest -> RestServer.start(rest, restServices, restIdentity, slices)));
    } catch (RuntimeException e) {
      grpc.close();
      throw e;
    }
  }

  private static Optional<TlsIdentity> identity(Optional<TlsConfig> config, ServerThreads threads) {
    return config.map(tls -> TlsIdentity.follow(tls, threads.polls()));
  }

  OptionalInt restPort() {
    return rest.map(server -> OptionalInt.of(server.port())).orElse(OptionalInt.empty());
  }

  /**
   * Says that nothing serves any more, takes no new calls, and waits for those in flight.
   *
   * @return false if some were not answered in this time
   */
  boolean drain(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    grpc.announceEnd();
    rest.ifPresent(RestServer::turnAway);
    boolean drained = grpc.drain(patience);
    if (rest.isPresent()) {
      Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      drained &= rest.get().drain(left);
    }
    return drained;
  }

  @Override
  public void close() {
    grpc.close();
    rest.ifPresent(RestServer::close);
  }
}
