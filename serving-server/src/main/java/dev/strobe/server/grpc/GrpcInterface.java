package dev.strobe.server.grpc;

import dev.strobe.server.configuration.ServedModels;
import dev.strobe.server.description.ModelMetadata;
import dev.strobe.server.description.ModelStatus;
import dev.strobe.server.examples.ExampleInference;
import dev.strobe.server.prediction.Prediction;
import dev.strobe.server.servable.ServableRegistry;
import dev.strobe.server.tensor.TensorAllocator;
import dev.strobe.server.wire.PredictRequestReader;
import dev.strobe.server.wire.TensorEncoding;
import io.grpc.BindableService;
import io.grpc.DecompressorRegistry;
import io.grpc.ServerBuilder;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.services.ProtoReflectionService;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * All services of the gRPC interface, for any number of servers: prediction, models, health and
 * reflection. They may be called on an event loop.
 */
public final class GrpcInterface {
  private final ModelHealth health;
  private final List<ServerServiceDefinition> services;

  /**
   * The services over these use cases.
   *
   * @param counters tells the value of a counter by TensorFlow Serving's name for it
   */
  public GrpcInterface(
      Prediction prediction,
      ExampleInference inference,
      ServableRegistry registry,
      ServedModels models,
      TensorAllocator allocator,
      TensorEncoding encoding,
      ToLongFunction<String> counters) {
    this.health = new ModelHealth(registry);
    List<ServerMethodDefinition<?, ?>> running =
        new ArrayList<>(new ExampleRpcs(inference).methods());
    running.add(
        new PredictMethod(prediction, encoding).definition(new PredictRequestReader(allocator)));
    BindableService reflection = ProtoReflectionServiceV1.newInstance();
    @SuppressWarnings("deprecation") // the only one that grpcio and older grpcurl ask for
    BindableService olderReflection = ProtoReflectionService.newInstance();
    this.services =
        List.of(
            PredictionRpcs.define(new ModelMetadata(registry), running),
            UnreadableRequests.refusedBy(
                new ModelRpcs(new ModelStatus(registry), models, counters).bindService()),
            health.service().bindService(),
            reflection.bindService(),
            olderReflection.bindService());
  }

  /** Adds the services to a server, which takes messages of any size on the transport's thread. */
  public <T extends ServerBuilder<T>> T addTo(T server) {
    services.forEach(server::addService);
    return server
        .intercept(new CallPriority())
        .decompressorRegistry(DecompressorRegistry.getDefaultInstance().with(new Deflated(), true))
        .directExecutor()
        .maxInboundMessageSize(Integer.MAX_VALUE);
  }

  /** From now on says that nothing serves; calls are still answered. */
  public void drain() {
    health.drain();
  }
}
