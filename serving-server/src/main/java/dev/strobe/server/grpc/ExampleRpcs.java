package dev.strobe.server.grpc;

import com.google.protobuf.Parser;
import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.PredictionServiceGrpc;
import dev.strobe.protos.serving.SerializedExampleRequest;
import dev.strobe.protos.serving.SerializedMultiInferenceRequest;
import dev.strobe.server.examples.ExampleCall;
import dev.strobe.server.examples.ExampleInference;
import dev.strobe.server.examples.MultiInferenceCall;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.wire.ModelSpecs;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
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
            request -> inference.classify(call(request))),
        method(
            PredictionServiceGrpc.getRegressMethod(),
            SerializedExampleRequest.parser(),
            request -> inference.regress(call(request))),
        method(
            PredictionServiceGrpc.getMultiInferenceMethod(),
            SerializedMultiInferenceRequest.parser(),
            request -> inference.infer(call(request))));
  }

  private static ExampleCall call(SerializedExampleRequest request) {
    if (!request.hasModelSpec()) {
      throw ModelSpecs.missing();
    }
    ModelSpec model = request.getModelSpec();
    return new ExampleCall(
        model, request.getInput(), CallDeadline.current(), CallPriority.current());
  }

  private static MultiInferenceCall call(SerializedMultiInferenceRequest request) {
    return new MultiInferenceCall(
        request.getTasksList(), request.getInput(), CallDeadline.current(), CallPriority.current());
  }

  private static <Q, R> ServerMethodDefinition<Supplier<Q>, R> method(
      MethodDescriptor<?, R> method, Parser<Q> parser, Function<Q, CompletableFuture<R>> answer) {
    MethodDescriptor<Supplier<Q>, R> descriptor =
        method.toBuilder(new RequestMarshaller<>(parser), method.getResponseMarshaller()).build();
    return ServerMethodDefinition.create(
        descriptor,
        ServerCalls.asyncUnaryCall(
            (request, response) -> {
              CompletableFuture<R> running;
              try {
                running = answer.apply(request.get());
              } catch (ServingException e) {
                running = CompletableFuture.failedFuture(e);
              }
              send(running, (ServerCallStreamObserver<R>) response);
            }));
  }

  private static <R> void send(CompletableFuture<R> running, ServerCallStreamObserver<R> call) {
    call.setOnCancelHandler(() -> running.cancel(false));
    var unused =
        running.whenComplete(
            (message, failure) -> {
              if (failure != null) {
                call.onError(GrpcErrors.of(failure));
              } else {
                call.onNext(message);
                call.onCompleted();
              }
            });
  }
}
