package dev.strobe.server.grpc;

import dev.strobe.protos.serving.GetModelStatusRequest;
import dev.strobe.protos.serving.GetModelStatusResponse;
import dev.strobe.protos.serving.ModelServiceGrpc;
import dev.strobe.server.description.ModelStatus;
import io.grpc.stub.StreamObserver;

/** {@code tensorflow.serving.ModelService}; what is not here answers UNIMPLEMENTED. */
final class ModelRpcs extends ModelServiceGrpc.ModelServiceImplBase {
  private final ModelStatus status;

  ModelRpcs(ModelStatus status) {
    this.status = status;
  }

  @Override
  public void getModelStatus(
      GetModelStatusRequest request, StreamObserver<GetModelStatusResponse> response) {
    UnaryAnswer.send(response, () -> status.answer(request));
  }
}
