package dev.strobe.server.grpc;

import dev.strobe.server.servable.Priority;
import dev.strobe.server.status.ServingException;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

/** Reads the priority that a call's metadata asks for; refuses the call if there is no such one. */
final class CallPriority implements ServerInterceptor {
  private static final Metadata.Key<String> HEADER =
      Metadata.Key.of(Priority.HEADER, Metadata.ASCII_STRING_MARSHALLER);
  private static final Context.Key<Priority> CURRENT =
      Context.keyWithDefault(Priority.HEADER, Priority.NORMAL);

  /** Of the call that is being begun on this thread. */
  static Priority current() {
    return CURRENT.get();
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    String value = headers.get(HEADER);
    if (value == null) {
      return next.startCall(call, headers);
    }
    Priority priority;
    try {
      priority = Priority.named(value);
    } catch (ServingException e) {
      call.close(
          Status.fromCodeValue(e.code().number()).withDescription(e.getMessage()), new Metadata());
      return new ServerCall.Listener<>() {};
    }
    return Contexts.interceptCall(
        Context.current().withValue(CURRENT, priority), call, headers, next);
  }
}
