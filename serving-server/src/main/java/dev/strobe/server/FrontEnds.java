package dev.strobe.server;

import dev.strobe.server.configuration.ServedModels;
import dev.strobe.server.description.ModelList;
import dev.strobe.server.description.ModelMetadata;
import dev.strobe.server.description.ModelStatus;
import dev.strobe.server.examples.ExampleInference;
import dev.strobe.server.grpc.GrpcInterface;
import dev.strobe.server.grpc.GrpcServers;
import dev.strobe.server.observation.Calls;
import dev.strobe.server.prediction.Prediction;
import dev.strobe.server.rest.RestServer;
import dev.strobe.server.rest.RestServices;
import dev.strobe.server.servable.ServableRegistry;
import dev.strobe.server.tensor.TensorAllocator;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Both interfaces of a server, which start and end together. */
record FrontEnds(GrpcServers grpc, Optional<RestServer> rest) implements AutoCloseable {

  /** Starts to listen. */
  static FrontEnds start(
      ServerConfig config,
      Prediction prediction,
      ServableRegistry registry,
      ServedModels models,
      TensorAllocator allocator,
      Observability observability) {
    var inference = new ExampleInference(prediction, config.methodNames());
    var services =
        new GrpcInterface(
            prediction, inference, registry, models, allocator, config.grpc().encoding());
    Calls calls = observability.calls();
    GrpcServers grpc = GrpcServers.start(services, config.grpc(), calls);
    var restServices =
        new RestServices(
            prediction,
            inference,
            new ModelStatus(registry),
            new ModelMetadata(registry),
            allocator,
            ModelList.of(registry),
            calls,
            observability.page());
    try {
      return new FrontEnds(grpc, config.rest().map(rest -> RestServer.start(rest, restServices)));
    } catch (RuntimeException e) {
      grpc.close();
      throw e;
    }
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
