package dev.strobe.server.grpc;

import static java.util.stream.Collectors.toSet;

import dev.strobe.protos.serving.GetModelMetadataRequest;
import dev.strobe.protos.serving.GetModelMetadataResponse;
import dev.strobe.protos.serving.PredictionServiceGrpc;
import dev.strobe.server.description.ModelMetadata;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * {@code tensorflow.serving.PredictionService}. The methods that run a model read their messages by
 * themselves.
 */
final class PredictionRpcs extends PredictionServiceGrpc.PredictionServiceImplBase {
  private final ModelMetadata metadata;

  private PredictionRpcs(ModelMetadata metadata) {
    this.metadata = metadata;
  }

  /** The service, with {@code running} in place of the methods of the same names. */
  static ServerServiceDefinition define(
      ModelMetadata metadata, List<ServerMethodDefinition<?, ?>> running) {
    ServerServiceDefinition plain =
        UnreadableRequests.refusedBy(new PredictionRpcs(metadata).bindService());
    Set<String> replaced = running.stream().map(PredictionRpcs::name).collect(toSet());
    List<ServerMethodDefinition<?, ?>> methods = new ArrayList<>(running);
    plain.getMethods().stream()
        .filter(method -> !replaced.contains(name(method)))
        .forEach(methods::add);
    var service =
        ServiceDescriptor.newBuilder(PredictionServiceGrpc.SERVICE_NAME)
            .setSchemaDescriptor(plain.getServiceDescriptor().getSchemaDescriptor());
    methods.forEach(method -> service.addMethod(method.getMethodDescriptor()));
    var definition = ServerServiceDefinition.builder(service.build());
    methods.forEach(definition::addMethod);
    return definition.build();
  }

  private static String name(ServerMethodDefinition<?, ?> method) {
    return method.getMethodDescriptor().getFullMethodName();
  }

  @Override
  public void getModelMetadata(
      GetModelMetadataRequest request, StreamObserver<GetModelMetadataResponse> response) {
    UnaryAnswer.send(response, () -> metadata.answer(request));
  }
}
