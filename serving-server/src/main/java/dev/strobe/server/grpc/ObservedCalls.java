package dev.strobe.server.grpc;

import dev.strobe.server.observation.Call;
import dev.strobe.server.observation.CallOrigin;
import dev.strobe.server.observation.Calls;
import dev.strobe.server.observation.Protocol;
import dev.strobe.server.status.Code;
import io.grpc.Context;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Observes the calls to our own services. A method that knows more of its call finds it by {@link
 * #current} and may end it just before the answer leaves, so that a client that has its answer
 * finds it counted; whatever was not ended by then ends with the stream.
 */
final class ObservedCalls extends ServerStreamTracer.Factory {
  private static final String OURS = "tensorflow.serving.";
  private static final Context.Key<Call> CALL = Context.key("observed-call");
  private static final ServerStreamTracer NOT_OURS = new ServerStreamTracer() {};

  private final Calls calls;

  ObservedCalls(Calls calls) {
    this.calls = calls;
  }

  /** The call that this thread was called for; to be asked before it turns to anything else. */
  static Call current() {
    Call call = CALL.get();
    return call == null ? Call.NONE : call;
  }

  @Override
  public ServerStreamTracer newServerStreamTracer(String fullMethodName, Metadata headers) {
    return fullMethodName.startsWith(OURS) ? new Stream(fullMethodName, headers) : NOT_OURS;
  }

  /** One call, and what its client sent along. */
  private final class Stream extends ServerStreamTracer implements CallOrigin {
    private final String fullMethodName;
    private final Metadata headers;
    private final Call call;
    private volatile @Nullable SocketAddress client;
    private long sentBytes;

    @SuppressWarnings("this-escape") // asked by nobody before it is made
    Stream(String fullMethodName, Metadata headers) {
      this.fullMethodName = fullMethodName;
      this.headers = headers;
      this.call = calls.begin(this);
    }

    @Override
    public Context filterContext(Context context) {
      return context.withValue(CALL, call);
    }

    @Override
    public void serverCallStarted(ServerCallInfo<?, ?> info) {
      client = info.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
    }

    @Override
    public void inboundUncompressedSize(long bytes) {
      call.received(bytes);
    }

    @Override
    public void outboundUncompressedSize(long bytes) {
      sentBytes += bytes;
    }

    @Override
    public void streamClosed(Status status) {
      call.end(Code.ofNumber(status.getCode().value()), sentBytes);
    }

    @Override
    public Protocol protocol() {
      return Protocol.GRPC;
    }

    @Override
    public String method() {
      return fullMethodName.substring(fullMethodName.indexOf('/') + 1);
    }

    @Override
    public String path() {
      return "/" + fullMethodName;
    }

    @Override
    public String peer() {
      SocketAddress address = client;
      if (address instanceof InetSocketAddress inet && inet.getAddress() != null) {
        return inet.getAddress().getHostAddress() + ":" + inet.getPort();
      }
      return address == null ? "" : address.toString();
    }

    @Override
    public Optional<String> header(String name) {
      return Optional.ofNullable(
          headers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER)));
    }
  }
}
