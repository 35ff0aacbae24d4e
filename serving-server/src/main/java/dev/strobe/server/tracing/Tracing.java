package dev.strobe.server.tracing;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.strobe.server.observation.CallOrigin;
import dev.strobe.server.observation.CallRecord;
import dev.strobe.server.observation.CallSink;
import dev.strobe.server.observation.Protocol;
import dev.strobe.server.servable.ServableId;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Makes a span of each call once it has ended, and two within it: {@code queue}, from when it was
 * handed over until the model began, and {@code compute}. All of it happens at the end, so that a
 * call carries nothing along on its way. Spans are exported by OpenTelemetry on its own thread,
 * which drops what it cannot hold.
 */
public final class Tracing implements CallSink, AutoCloseable {
  private static final String SCOPE = "dev.strobe.server";
  private static final long CLOSE_SECONDS = 5;
  private static final AttributeKey<String> MODEL = AttributeKey.stringKey("model.name");
  private static final AttributeKey<Long> VERSION = AttributeKey.longKey("model.version");
  private static final AttributeKey<String> SIGNATURE = AttributeKey.stringKey("model.signature");
  private static final AttributeKey<Long> ROWS = AttributeKey.longKey("model.rows");
  private static final AttributeKey<String> PEER = AttributeKey.stringKey("network.peer.address");
  private static final AttributeKey<String> CODE = AttributeKey.stringKey("strobe.code");
  private static final AttributeKey<String> RPC_SYSTEM = AttributeKey.stringKey("rpc.system");
  private static final AttributeKey<String> RPC_METHOD = AttributeKey.stringKey("rpc.method");
  private static final AttributeKey<Long> RPC_STATUS = AttributeKey.longKey("rpc.grpc.status_code");
  private static final AttributeKey<String> HTTP_METHOD =
      AttributeKey.stringKey("http.request.method");
  private static final AttributeKey<String> URL_PATH = AttributeKey.stringKey("url.path");

  /** Failures that are the server's, and not its clients'. */
  private static final Set<Code> SERVER_ERRORS =
      EnumSet.of(
          Code.UNKNOWN,
          Code.DEADLINE_EXCEEDED,
          Code.UNIMPLEMENTED,
          Code.INTERNAL,
          Code.UNAVAILABLE,
          Code.DATA_LOSS);

  private final OpenTelemetrySdk sdk;
  private final Tracer tracer;
  private final TextMapPropagator propagator;

  private Tracing(OpenTelemetrySdk sdk) {
    this.sdk = sdk;
    this.tracer = sdk.getTracer(SCOPE);
    this.propagator = sdk.getPropagators().getTextMapPropagator();
  }

  /**
   * Begins to trace.
   *
   * @throws ServingException INVALID_ARGUMENT for a configuration that is not allowed
   */
  public static Tracing start(TracingConfig config) {
    Map<String, String> properties = new HashMap<>();
    properties.put("otel.service.name", "strobe-model-server");
    properties.put("otel.metrics.exporter", "none");
    properties.put("otel.logs.exporter", "none");
    properties.putAll(config.properties());
    try {
      return new Tracing(
          AutoConfiguredOpenTelemetrySdk.builder()
              .addPropertiesSupplier(() -> properties)
              .disableShutdownHook()
              .build()
              .getOpenTelemetrySdk());
    } catch (ConfigurationException e) {
      throw new ServingException(
          Code.INVALID_ARGUMENT, "Calls cannot be traced: " + e.getMessage(), e);
    }
  }

  @Override
  public void began(CallRecord call) {}

  @Override
  public void ended(CallRecord call) {
    var clock = new WallClock(Instant.now(), call.endNanos());
    Context parent = propagator.extract(Context.root(), call.origin(), OriginGetter.INSTANCE);
    Span span =
        tracer
            .spanBuilder(name(call.origin()))
            .setSpanKind(SpanKind.SERVER)
            .setParent(parent)
            .setStartTimestamp(clock.at(call.startNanos()), NANOSECONDS)
            .startSpan();
    call.traced(span.getSpanContext().getTraceId());
    if (span.isRecording()) {
      describe(call, span);
      split(call, clock, Context.root().with(span));
    }
    span.end(clock.at(call.endNanos()), NANOSECONDS);
  }

  private static String name(CallOrigin origin) {
    return origin.protocol() == Protocol.GRPC ? origin.path().substring(1) : origin.method();
  }

  private static void describe(CallRecord call, Span span) {
    CallOrigin origin = call.origin();
    if (origin.protocol() == Protocol.GRPC) {
      span.setAttribute(RPC_SYSTEM, "grpc").setAttribute(RPC_METHOD, origin.method());
      span.setAttribute(RPC_STATUS, (long) call.code().number());
    } else {
      span.setAttribute(HTTP_METHOD, origin.method()).setAttribute(URL_PATH, origin.path());
    }
    span.setAttribute(PEER, origin.peer()).setAttribute(CODE, call.code().name());
    if (!call.model().isEmpty()) {
      span.setAttribute(MODEL, call.model());
    }
    if (call.id().isPresent()) {
      ServableId id = call.id().get();
      span.setAttribute(VERSION, id.version()).setAttribute(SIGNATURE, call.signature());
      span.setAttribute(ROWS, call.rows());
    }
    if (SERVER_ERRORS.contains(call.code())) {
      span.setStatus(StatusCode.ERROR);
    }
  }

  private void split(CallRecord call, WallClock clock, Context parent) {
    if (call.computeNanos() < 0) {
      return;
    }
    long begin = call.runBeginNanos();
    child("queue", parent, clock.at(begin - call.queueNanos()), clock.at(begin));
    child("compute", parent, clock.at(begin), clock.at(begin + call.computeNanos()));
  }

  private void child(String name, Context parent, long beginNanos, long endNanos) {
    tracer
        .spanBuilder(name)
        .setParent(parent)
        .setStartTimestamp(beginNanos, NANOSECONDS)
        .startSpan()
        .end(endNanos, NANOSECONDS);
  }

  /** Exports what is left, unless that takes longer than five seconds. */
  @Override
  public void close() {
    var unused = sdk.shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS);
  }
}
