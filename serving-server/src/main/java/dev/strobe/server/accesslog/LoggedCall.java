package dev.strobe.server.accesslog;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.strobe.server.observation.CallOrigin;
import dev.strobe.server.observation.CallRecord;
import dev.strobe.server.servable.ServableId;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * A call that has ended, to be written as one line.
 *
 * @param ended when that was
 */
record LoggedCall(CallRecord call, Instant ended) {
  private static final long NANOS_PER_MICRO = 1000;
  private static final int TRACE_ID_BEGIN = 3;
  private static final int TRACE_ID_END = 35;

  /** Writes one JSON object; what is not known is left out. */
  void writeTo(JsonGenerator json) throws IOException {
    CallOrigin origin = call.origin();
    json.writeStartObject();
    json.writeStringField("time", ended.minusNanos(call.totalNanos()).toString());
    json.writeStringField("protocol", origin.protocol().name());
    json.writeStringField("method", origin.method());
    json.writeStringField("path", origin.path());
    writeModel(json);
    json.writeStringField("code", call.code().name());
    json.writeNumberField("duration_us", call.totalNanos() / NANOS_PER_MICRO);
    if (call.computeNanos() >= 0) {
      json.writeNumberField("queue_us", call.queueNanos() / NANOS_PER_MICRO);
      json.writeNumberField("compute_us", call.computeNanos() / NANOS_PER_MICRO);
    }
    json.writeNumberField("bytes_in", call.receivedBytes());
    json.writeNumberField("bytes_out", call.sentBytes());
    json.writeStringField("peer", origin.peer());
    Optional<String> trace = call.traceId().or(this::sentTraceId);
    if (trace.isPresent()) {
      json.writeStringField("trace_id", trace.get());
    }
    json.writeEndObject();
  }

  private void writeModel(JsonGenerator json) throws IOException {
    if (!call.model().isEmpty()) {
      json.writeStringField("model", call.model());
    }
    if (call.id().isPresent()) {
      ServableId id = call.id().get();
      json.writeNumberField("version", id.version());
      json.writeStringField("signature", call.signature());
      json.writeNumberField("rows", call.rows());
    }
  }

  /** The second field of W3C's header {@code traceparent}. */
  private Optional<String> sentTraceId() {
    return call.origin()
        .header("traceparent")
        .filter(header -> header.matches("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}.*"))
        .map(header -> header.substring(TRACE_ID_BEGIN, TRACE_ID_END));
  }
}
