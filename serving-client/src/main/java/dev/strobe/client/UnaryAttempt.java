package dev.strobe.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.net.SocketAddress;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An attempt over gRPC. It runs in a context of its own, whose cancellation ends the call whatever
 * state that is in, and which no caller's context reaches into.
 */
final class UnaryAttempt<Q, A, R> implements Attempt<R> {
  private final Channel channel;
  private final MethodDescriptor<Q, A> method;
  private final CallOptions options;
  private final Q request;
  private final Function<A, R> reader;
  private final Context.CancellableContext context = Context.ROOT.withCancellation();

  UnaryAttempt(
      Channel channel,
      MethodDescriptor<Q, A> method,
      CallOptions options,
      Q request,
      Function<A, R> reader) {
    this.channel = channel;
    this.method = method;
    this.options = options;
    this.request = request;
    this.reader = reader;
  }

  @Override
  public void start(Listener<R> listener) {
    context.run(
        () -> {
          ClientCall<Q, A> call = channel.newCall(method, options);
          ClientCalls.asyncUnaryCall(call, request, new Outcome(call, listener));
        });
  }

  @Override
  public void cancel() {
    context.cancel(null);
  }

  private final class Outcome implements StreamObserver<A> {
    private final ClientCall<Q, A> call;
    private final Listener<R> listener;
    private @Nullable A answer;

    Outcome(ClientCall<Q, A> call, Listener<R> listener) {
      this.call = call;
      this.listener = listener;
    }

    @Override
    public void onNext(A value) {
      answer = value;
    }

    @Override
    public void onError(Throwable error) {
      Metadata trailers = Status.trailersFromThrowable(error);
      listener.failed(
          new AttemptFailure(
              Status.fromThrowable(error),
              Objects.requireNonNullElseGet(trailers, Metadata::new),
              replica()));
    }

    @Override
    public void onCompleted() {
      R response;
      try {
        response = reader.apply(Objects.requireNonNull(answer, "answer"));
      } catch (StatusRuntimeException e) {
        onError(e);
        return;
      }
      listener.succeeded(response);
    }

    private @Nullable String replica() {
      SocketAddress address = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
      return address == null ? null : address.toString();
    }
  }
}
