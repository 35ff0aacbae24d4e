package dev.strobe.server.grpc;

import dev.strobe.protos.serving.PredictionServiceGrpc;
import dev.strobe.server.prediction.PredictCall;
import dev.strobe.server.prediction.PredictResult;
import dev.strobe.server.prediction.Prediction;
import dev.strobe.server.servable.ServableLease;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.wire.IncomingPredict;
import dev.strobe.server.wire.ModelSpecs;
import dev.strobe.server.wire.OutgoingPredict;
import dev.strobe.server.wire.PredictRequestReader;
import dev.strobe.server.wire.TensorEncoding;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import java.util.concurrent.CompletableFuture;

/** {@code PredictionService/Predict}. */
final class PredictMethod {
  private final Prediction prediction;
  private final TensorEncoding encoding;

  PredictMethod(Prediction prediction, TensorEncoding encoding) {
    this.prediction = prediction;
    this.encoding = encoding;
  }

  /** The method, with requests read by {@code reader}. */
  ServerMethodDefinition<IncomingPredict, OutgoingPredict> definition(PredictRequestReader reader) {
    MethodDescriptor<IncomingPredict, OutgoingPredict> descriptor =
        PredictionServiceGrpc.getPredictMethod().toBuilder(
                new PredictMarshallers.Requests(reader), new PredictMarshallers.Responses())
            .build();
    return ServerMethodDefinition.create(
        descriptor,
        ServerCalls.asyncUnaryCall(
            (request, response) ->
                answer(request, (ServerCallStreamObserver<OutgoingPredict>) response)));
  }

  /** Answers a call, on this thread or on another one later. */
  private void answer(IncomingPredict request, ServerCallStreamObserver<OutgoingPredict> call) {
    CompletableFuture<PredictResult> answer;
    try {
      answer = begin(request);
    } catch (ServingException e) {
      request.discard();
      answer = CompletableFuture.failedFuture(e);
    }
    CompletableFuture<PredictResult> running = answer;
    call.setOnCancelHandler(() -> running.cancel(false));
    var unused =
        running.whenComplete(
            (result, failure) -> {
              if (failure != null) {
                call.onError(GrpcErrors.of(failure));
              } else {
                send(result, call);
              }
            });
  }

  private CompletableFuture<PredictResult> begin(IncomingPredict request) {
    var spec = request.modelSpec().orElseThrow(ModelSpecs::missing);
    ServableLease lease = prediction.lease(ModelSpecs.toRef(spec));
    if (request.failure().isPresent()) {
      lease.close();
      throw request.failure().get();
    }
    return prediction.run(
        lease,
        new PredictCall(
            ModelSpecs.toRef(spec),
            spec.getSignatureName(),
            request.inputs(),
            request.outputFilter(),
            CallDeadline.current(),
            CallPriority.current()));
  }

  private void send(PredictResult result, ServerCallStreamObserver<OutgoingPredict> call) {
    if (call.isCancelled()) {
      result.close();
      return;
    }
    OutgoingPredict response;
    try {
      response =
          OutgoingPredict.of(
              result.id(), result.signatureName(), result.outputs(), encoding, result::close);
    } catch (RuntimeException | OutOfMemoryError e) {
      call.onError(GrpcErrors.of(e));
      return;
    }
    call.onNext(response);
    call.onCompleted();
  }
}
