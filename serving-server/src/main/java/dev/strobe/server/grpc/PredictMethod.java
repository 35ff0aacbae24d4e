package dev.strobe.server.grpc;

import dev.strobe.server.prediction.PredictCall;
import dev.strobe.server.prediction.PredictResult;
import dev.strobe.server.prediction.Prediction;
import dev.strobe.server.servable.Deadline;
import dev.strobe.server.servable.ServableLease;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.wire.IncomingPredict;
import dev.strobe.server.wire.ModelSpecs;
import dev.strobe.server.wire.OutgoingPredict;
import dev.strobe.server.wire.TensorEncoding;
import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code PredictionService/Predict}. */
final class PredictMethod {
  private final Prediction prediction;
  private final TensorEncoding encoding;

  PredictMethod(Prediction prediction, TensorEncoding encoding) {
    this.prediction = prediction;
    this.encoding = encoding;
  }

  /** Answers a call, on this thread or on another one later. */
  void answer(IncomingPredict request, ServerCallStreamObserver<OutgoingPredict> call) {
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
            deadline(),
            CallPriority.current()));
  }

  private static Deadline deadline() {
    io.grpc.Deadline deadline = Context.current().getDeadline();
    return deadline == null
        ? Deadline.none()
        : Deadline.at(System.nanoTime() + deadline.timeRemaining(TimeUnit.NANOSECONDS));
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
