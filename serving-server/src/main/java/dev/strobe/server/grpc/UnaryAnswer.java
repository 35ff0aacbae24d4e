package dev.strobe.server.grpc;

import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;

/** Ends a call with what comes of working out its answer. */
final class UnaryAnswer {

  private UnaryAnswer() {}

  static <T> void send(StreamObserver<T> response, Supplier<T> answer) {
    T message;
    try {
      message = answer.get();
    } catch (RuntimeException e) {
      response.onError(GrpcErrors.of(e));
      return;
    }
    response.onNext(message);
    response.onCompleted();
  }
}
