package dev.strobe.server.grpc;

import dev.strobe.protos.serving.GetModelMetadataRequest;
import dev.strobe.protos.serving.GetModelMetadataResponse;
import dev.strobe.protos.serving.PredictionServiceGrpc;
import dev.strobe.server.description.ModelMetadata;
import dev.strobe.server.wire.IncomingPredict;
import dev.strobe.server.wire.OutgoingPredict;
import dev.strobe.server.wire.PredictRequestReader;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;

/**
 * {@code tensorflow.serving.PredictionService}. Predict reads and writes its messages by itself;
 * what is not here answers UNIMPLEMENTED.
 */
final class PredictionRpcs extends PredictionServiceGrpc.PredictionServiceImplBase {
  private final ModelMetadata metadata;

  private PredictionRpcs(ModelMetadata metadata) {
    this.metadata = metadata;
  }

  /** The service with all its methods. */
  static ServerServiceDefinition define(
      ModelMetadata metadata, PredictMethod predict, PredictRequestReader reader) {
    ServerServiceDefinition plain = new PredictionRpcs(metadata).bindService();
    ServerMethodDefinition<IncomingPredict, OutgoingPredict> own =
        ServerMethodDefinition.create(
            descriptor(reader),
            ServerCalls.asyncUnaryCall(
                (request, response) ->
                    predict.answer(request, (ServerCallStreamObserver<OutgoingPredict>) response)));
    var service =
        ServiceDescriptor.newBuilder(PredictionServiceGrpc.SERVICE_NAME)
            .setSchemaDescriptor(plain.getServiceDescriptor().getSchemaDescriptor())
            .addMethod(own.getMethodDescriptor());
    plain.getMethods().stream()
        .filter(method -> !isPredict(method))
        .forEach(method -> service.addMethod(method.getMethodDescriptor()));
    var definition = ServerServiceDefinition.builder(service.build()).addMethod(own);
    plain.getMethods().stream().filter(method -> !isPredict(method)).forEach(definition::addMethod);
    return definition.build();
  }

  private static MethodDescriptor<IncomingPredict, OutgoingPredict> descriptor(
      PredictRequestReader reader) {
    return PredictionServiceGrpc.getPredictMethod().toBuilder(
            new PredictMarshallers.Requests(reader), new PredictMarshallers.Responses())
        .build();
  }

  private static boolean isPredict(ServerMethodDefinition<?, ?> method) {
    return method
        .getMethodDescriptor()
        .getFullMethodName()
        .equals(PredictionServiceGrpc.getPredictMethod().getFullMethodName());
  }

  @Override
  public void getModelMetadata(
      GetModelMetadataRequest request, StreamObserver<GetModelMetadataResponse> response) {
    UnaryAnswer.send(response, () -> metadata.answer(request));
  }
}
