package dev.strobe.server.grpc;

import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.PredictionServiceGrpc;
import dev.strobe.server.observation.Call;
import dev.strobe.server.prediction.PredictCall;
import dev.strobe.server.prediction.PredictResult;
import dev.strobe.server.prediction.Prediction;
import dev.strobe.server.servable.ModelRef;
import dev.strobe.server.servable.ServableLease;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.wire.IncomingPredict;
import dev.strobe.server.wire.ModelSpecs;
import dev.strobe.server.wire.OutgoingPredict;
import dev.strobe.server.wire.PredictRequestReader;
import dev.strobe.server.wire.TensorEncoding;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.StatusException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import java.util.concurrent.CompletableFuture;

/** {@code PredictionService/Predict}. */
final class PredictMethod {
  private static final String API = "Predict";

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
    Call observed = ObservedCalls.current();
    CompletableFuture<PredictResult> answer;
    try {
      answer = begin(request, observed);
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
                fail(failure, observed, call);
              } else {
                send(result, observed, call);
              }
            });
  }

  private CompletableFuture<PredictResult> begin(IncomingPredict request, Call observed) {
    observed.asks(API, request.modelSpec().map(ModelSpec::getName).orElse(""));
    var spec =
        request.modelSpec().orElseThrow(() -> request.failure().orElseGet(ModelSpecs::missing));
    ModelRef model = ModelSpecs.toRef(spec);
    ServableLease lease = prediction.lease(model);
    if (request.failure().isPresent()) {
      lease.close();
      throw request.failure().get();
    }
    return prediction.run(
        lease,
        new PredictCall(
            model,
            spec.getSignatureName(),
            request.inputs(),
            request.outputFilter(),
            CallDeadline.current(),
            CallPriority.current(),
            observed));
  }

  private void send(
      PredictResult result, Call observed, ServerCallStreamObserver<OutgoingPredict> call) {
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
      fail(e, observed, call);
      return;
    }
    observed.end(Code.OK, response.available());
    call.onNext(response);
    call.onCompleted();
  }

  private static void fail(Throwable failure, Call observed, ServerCallStreamObserver<?> call) {
    StatusException error = GrpcErrors.of(failure);
    observed.end(GrpcErrors.code(error), 0);
    call.onError(error);
  }
}
