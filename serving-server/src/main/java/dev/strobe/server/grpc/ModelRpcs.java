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
import io.grpc.StatusException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code tensorflow.serving.ModelService}. */
final class ModelRpcs extends ModelServiceGrpc.ModelServiceImplBase {
  private static final Logger log = LoggerFactory.getLogger(ModelRpcs.class);

  private final ModelStatus status;
  private final ServedModels models;
  private final ToLongFunction<String> counters;

  ModelRpcs(ModelStatus status, ServedModels models, ToLongFunction<String> counters) {
    this.status = status;
    this.models = models;
    this.counters = counters;
  }

  @Override
  public void getModelStatus(
      GetModelStatusRequest request, StreamObserver<GetModelStatusResponse> response) {
    UnaryAnswer.send(response, () -> status.answer(request));
  }

  /** Answers once the new models are there, with how much the counters asked for grew meanwhile. */
  @Override
  public void handleReloadConfigRequest(
      ReloadConfigRequest request, StreamObserver<ReloadConfigResponse> response) {
    Map<String, Long> before = values(request);
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
                StatusException error = GrpcErrors.of(failure);
                log.warn("A request to reload failed: {}", error.getMessage());
                call.onError(error);
              } else {
                call.onNext(response(before, values(request)));
                call.onCompleted();
              }
            });
  }

  private Map<String, Long> values(ReloadConfigRequest request) {
    Map<String, Long> values = new LinkedHashMap<>();
    request.getMetricNamesList().forEach(name -> values.put(name, counters.applyAsLong(name)));
    return values;
  }

  private static ReloadConfigResponse response(Map<String, Long> before, Map<String, Long> after) {
    var response = ReloadConfigResponse.newBuilder().setStatus(StatusProto.getDefaultInstance());
    after.forEach(
        (name, value) ->
            response
                .addMetricBuilder()
                .setName(name)
                .setInt64ValueIncrease(value - before.getOrDefault(name, 0L)));
    return response.build();
  }
}
