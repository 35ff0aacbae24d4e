package dev.strobe.server.grpc;

import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.PredictionServiceGrpc;
import dev.strobe.protos.serving.SerializedExampleRequest;
import dev.strobe.protos.serving.SerializedMultiInferenceRequest;
import dev.strobe.server.examples.ExampleCall;
import dev.strobe.server.examples.ExampleInference;
import dev.strobe.server.examples.MultiInferenceCall;
import dev.strobe.server.observation.Call;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.wire.ModelSpecs;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.StatusException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * {@code Classify}, {@code Regress} and {@code MultiInference} of the prediction service. Their
 * examples are passed on as they came.
 */
final class ExampleRpcs {
  private final ExampleInference inference;

  ExampleRpcs(ExampleInference inference) {
    this.inference = inference;
  }

  List<ServerMethodDefinition<?, ?>> methods() {
    return List.of(
        method(
            PredictionServiceGrpc.getClassifyMethod(),
            SerializedExampleRequest.parser(),
            (request, observed) -> inference.classify(call("Classify", request, observed))),
        method(
            PredictionServiceGrpc.getRegressMethod(),
            SerializedExampleRequest.parser(),
            (request, observed) -> inference.regress(call("Regress", request, observed))),
        method(
            PredictionServiceGrpc.getMultiInferenceMethod(),
            SerializedMultiInferenceRequest.parser(),
            (request, observed) -> inference.infer(call(request, observed))));
  }

  private static ExampleCall call(String api, SerializedExampleRequest request, Call observed) {
    observed.asks(api, request.getModelSpec().getName());
    if (!request.hasModelSpec()) {
      throw ModelSpecs.missing();
    }
    ModelSpec model = request.getModelSpec();
    return new ExampleCall(
        model, request.getInput(), CallDeadline.current(), CallPriority.current(), observed);
  }

  /** TensorFlow Serving does not count these calls. */
  private static MultiInferenceCall call(SerializedMultiInferenceRequest request, Call observed) {
    request.getTasksList().stream()
        .findFirst()
        .ifPresent(task -> observed.asks("", task.getModelSpec().getName()));
    return new MultiInferenceCall(
        request.getTasksList(),
        request.getInput(),
        CallDeadline.current(),
        CallPriority.current(),
        observed);
  }

  private static <Q, R extends MessageLite> ServerMethodDefinition<Supplier<Q>, R> method(
      MethodDescriptor<?, R> method,
      Parser<Q> parser,
      BiFunction<Q, Call, CompletableFuture<R>> answer) {
    MethodDescriptor<Supplier<Q>, R> descriptor =
        method.toBuilder(new RequestMarshaller<>(parser), method.getResponseMarshaller()).build();
    return ServerMethodDefinition.create(
        descriptor,
        ServerCalls.asyncUnaryCall(
            (request, response) -> {
              Call observed = ObservedCalls.current();
              CompletableFuture<R> running;
              try {
                running = answer.apply(request.get(), observed);
              } catch (ServingException e) {
                running = CompletableFuture.failedFuture(e);
              }
              send(running, observed, (ServerCallStreamObserver<R>) response);
            }));
  }

  private static <R extends MessageLite> void send(
      CompletableFuture<R> running, Call observed, ServerCallStreamObserver<R> call) {
    call.setOnCancelHandler(() -> running.cancel(false));
    var unused =
        running.whenComplete(
            (message, failure) -> {
              if (failure != null) {
                StatusException error = GrpcErrors.of(failure);
                observed.end(GrpcErrors.code(error), 0);
                call.onError(error);
              } else {
                observed.end(Code.OK, message.getSerializedSize());
                call.onNext(message);
                call.onCompleted();
              }
            });
  }
}
