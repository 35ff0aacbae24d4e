package dev.strobe.server.grpc;

import dev.strobe.protos.serving.GetModelStatusRequest;
import dev.strobe.protos.serving.GetModelStatusResponse;
import dev.strobe.protos.serving.ModelServiceGrpc;
import dev.strobe.protos.serving.ReloadConfigRequest;
import dev.strobe.protos.serving.ReloadConfigResponse;
import dev.strobe.protos.serving.StatusProto;
import dev.strobe.server.configuration.ServedModels;
import dev.strobe.server.description.ModelStatus;
import dev.strobe.server.status.ServingException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** {@code tensorflow.serving.ModelService}. */
final class ModelRpcs extends ModelServiceGrpc.ModelServiceImplBase {
  private final ModelStatus status;
  private final ServedModels models;

  ModelRpcs(ModelStatus status, ServedModels models) {
    this.status = status;
    this.models = models;
  }

  @Override
  public void getModelStatus(
      GetModelStatusRequest request, StreamObserver<GetModelStatusResponse> response) {
    UnaryAnswer.send(response, () -> status.answer(request));
  }

  /** Answers once the new models are there; metrics asked for are not told. */
  @Override
  public void handleReloadConfigRequest(
      ReloadConfigRequest request, StreamObserver<ReloadConfigResponse> response) {
    CompletableFuture<@Nullable Void> reloaded;
    try {
      reloaded = models.reload(request.getConfig());
    } catch (ServingException e) {
      reloaded = CompletableFuture.failedFuture(e);
    }
    var call = (ServerCallStreamObserver<ReloadConfigResponse>) response;
    // Whoever waits no longer does not undo it.
    call.setOnCancelHandler(() -> {});
    var unused =
        reloaded.whenComplete(
            (nothing, failure) -> {
              if (failure != null) {
                call.onError(GrpcErrors.of(failure));
              } else {
                call.onNext(
                    ReloadConfigResponse.newBuilder()
                        .setStatus(StatusProto.getDefaultInstance())
                        .build());
                call.onCompleted();
              }
            });
  }
}
