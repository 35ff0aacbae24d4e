package dev.strobe.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import dev.strobe.protos.serving.ModelServiceGrpc;
import dev.strobe.protos.serving.PredictionServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.ClientCalls;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A gRPC call and its answer.
 *
 * @param rpc the method's name within its service
 * @param request in text format
 * @param expected the response in text format, or a part of the error's text
 */
record GrpcExchange(
    String id, String rpc, String request, Duration deadline, Status.Code code, String expected)
    implements ConformanceCase {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Map<String, MethodDescriptor<?, ?>> METHODS =
      Stream.of(
              PredictionServiceGrpc.getServiceDescriptor(),
              ModelServiceGrpc.getServiceDescriptor(),
              HealthGrpc.getServiceDescriptor())
          .map(ServiceDescriptor::getMethods)
          .flatMap(methods -> methods.stream())
          .collect(Collectors.toMap(MethodDescriptor::getBareMethodName, Function.identity()));

  static GrpcExchange answers(String id, String rpc, String request, String expected) {
    return new GrpcExchange(id, rpc, request, PATIENCE, Status.Code.OK, expected);
  }

  static GrpcExchange fails(
      String id, String rpc, String request, Status.Code code, String expected) {
    return new GrpcExchange(id, rpc, request, PATIENCE, code, expected);
  }

  GrpcExchange within(Duration newDeadline) {
    return new GrpcExchange(id, rpc, request, newDeadline, code, expected);
  }

  GrpcExchange withRequest(String newRequest) {
    return new GrpcExchange(id, rpc, newRequest, deadline, code, expected);
  }

  @Override
  public void check(FrontEnds server) throws Exception {
    check(server, METHODS.get(rpc));
  }

  private <Q, R> void check(FrontEnds server, MethodDescriptor<Q, R> method) throws Exception {
    Status status = Status.OK;
    R response = null;
    try {
      response =
          ClientCalls.blockingUnaryCall(
              server.grpc(),
              method,
              CallOptions.DEFAULT.withDeadlineAfter(deadline),
              parse(request, method.getRequestMarshaller()));
    } catch (StatusRuntimeException e) {
      status = e.getStatus();
    }
    assertThat(status.getCode()).as(status.getDescription()).isEqualTo(code);
    if (status.isOk()) {
      assertThat(response).isEqualTo(parse(expected, method.getResponseMarshaller()));
    } else {
      assertThat(status.getDescription()).contains(expected);
    }
  }

  private static <M> M parse(String text, MethodDescriptor.Marshaller<M> marshaller)
      throws TextFormat.ParseException {
    M prototype = ((PrototypeMarshaller<M>) marshaller).getMessagePrototype();
    Message.Builder builder = ((Message) prototype).newBuilderForType();
    TextFormat.merge(text, builder);
    @SuppressWarnings("unchecked") // a message's builder builds messages of its type
    M message = (M) builder.build();
    return message;
  }

  @Override
  public String toString() {
    return id + " " + rpc + " " + request;
  }
}
