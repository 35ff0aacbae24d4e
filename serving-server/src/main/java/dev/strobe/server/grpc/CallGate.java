package dev.strobe.server.grpc;

import dev.strobe.server.admission.BytesInFlight;
import dev.strobe.server.status.ServingException;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerBuilder;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets the calls of one server in only as there is room for their messages. A call's message is
 * asked for once there is, so that until then HTTP/2 holds back its sender.
 *
 * <p>How long a message is shows only when it comes. Room is asked for by what late calls of the
 * same connection took, and corrected as bytes come and go.
 */
final class CallGate implements ServerInterceptor {
  private static final String PREDICTION = "tensorflow.serving.PredictionService/";

  private final BytesInFlight bytes;
  private final ConnectionSizes sizes;

  CallGate(BytesInFlight bytes) {
    this.bytes = bytes;
    this.sizes = new ConnectionSizes(bytes.limit());
  }

  /** Stands before all calls for predictions of a server. */
  void guard(ServerBuilder<?> server) {
    server.addTransportFilter(sizes).addStreamTracerFactory(new Tracers()).intercept(this);
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    CallBytes callBytes = CallBytes.current();
    if (callBytes == null) {
      return next.startCall(call, headers);
    }
    var gated = new GatedCall<>(call, callBytes);
    try {
      return next.startCall(gated, headers);
    } catch (ServingException e) {
      call.close(
          Status.fromCodeValue(e.code().number()).withDescription(e.getMessage()), new Metadata());
      return new ServerCall.Listener<>() {};
    }
  }

  /** Counts the bytes of calls for predictions. */
  private final class Tracers extends ServerStreamTracer.Factory {
    @Override
    public ServerStreamTracer newServerStreamTracer(String fullMethodName, Metadata headers) {
      return fullMethodName.startsWith(PREDICTION)
          ? new CallBytes(bytes, sizes)
          : new ServerStreamTracer() {};
    }
  }

  /** Asks for its first message once there is room for it. */
  private static final class GatedCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private final CallBytes callBytes;
    private final AtomicBoolean entered = new AtomicBoolean();

    GatedCall(ServerCall<Q, R> call, CallBytes callBytes) {
      super(call);
      this.callBytes = callBytes;
    }

    @Override
    public void request(int messages) {
      boolean now =
          !entered.compareAndSet(false, true)
              || callBytes.enter(getAttributes(), () -> super.request(messages));
      if (now) {
        super.request(messages);
      }
    }
  }
}
