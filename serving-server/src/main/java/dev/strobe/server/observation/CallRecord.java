package dev.strobe.server.observation;

import dev.strobe.server.servable.ServableId;
import dev.strobe.server.status.Code;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What was told of one call. Times are on the clock of {@link System#nanoTime}; what is not known
 * of a duration or of rows is -1.
 *
 * <p>Fields without {@code volatile} are written before the call is handed to another thread, by
 * whatever hands it over, and before it ends.
 */
public final class CallRecord implements Call {
  private static final long UNKNOWN = -1;

  private final CallOrigin origin;
  private final Consumer<CallRecord> whenEnded;
  private final long startNanos;
  private final AtomicBoolean ended = new AtomicBoolean();
  private @Nullable String api;
  private String model = "";
  private @Nullable ServableId id;
  private String signature = "";
  private @Nullable String traceId;
  private long handedOverNanos;
  private long rows = UNKNOWN;
  private long receivedBytes;
  private long sentBytes;
  private long endNanos;
  private Code code = Code.UNKNOWN;
  private volatile long runBeginNanos;
  private volatile long runNanos = UNKNOWN;

  CallRecord(CallOrigin origin, Consumer<CallRecord> whenEnded, long startNanos) {
    this.origin = origin;
    this.whenEnded = whenEnded;
    this.startNanos = startNanos;
  }

  @Override
  public void asks(String askedApi, String askedModel) {
    api = askedApi;
    model = askedModel;
  }

  @Override
  public void received(long bytes) {
    receivedBytes += bytes;
  }

  @Override
  public void handedOver(ServableId version, String signatureName, long rowsOfInput) {
    id = version;
    signature = signatureName;
    rows = rowsOfInput;
    handedOverNanos = System.nanoTime();
  }

  @Override
  public void ran(long beginNanos, long runEndNanos) {
    if (!ended.get()) {
      runBeginNanos = beginNanos;
      runNanos = runEndNanos - beginNanos;
    }
  }

  @Override
  public void end(Code how, long bytes) {
    if (ended.compareAndSet(false, true)) {
      code = how;
      sentBytes = bytes;
      endNanos = System.nanoTime();
      whenEnded.accept(this);
    }
  }

  /** A sink tells those after it under which trace the call is found; 32 hexadecimal digits. */
  public void traced(String newTraceId) {
    traceId = newTraceId;
  }

  public CallOrigin origin() {
    return origin;
  }

  /** As of {@link #asks}; empty for calls that are not of TensorFlow Serving's interface. */
  public Optional<String> api() {
    return Optional.ofNullable(api);
  }

  /** As of {@link #asks}. */
  public String model() {
    return model;
  }

  /** The version that ran it; empty if none did. */
  public Optional<ServableId> id() {
    return Optional.ofNullable(id);
  }

  /** Empty if the call was not handed over. */
  public String signature() {
    return signature;
  }

  public Optional<String> traceId() {
    return Optional.ofNullable(traceId);
  }

  public Code code() {
    return code;
  }

  public long rows() {
    return rows;
  }

  public long receivedBytes() {
    return receivedBytes;
  }

  public long sentBytes() {
    return sentBytes;
  }

  public long startNanos() {
    return startNanos;
  }

  public long endNanos() {
    return endNanos;
  }

  /** When it was handed over; meaningless for a call that was not. */
  public long handedOverNanos() {
    return handedOverNanos;
  }

  /** When the model began; meaningless where {@link #computeNanos} is unknown. */
  public long runBeginNanos() {
    return runBeginNanos;
  }

  /** From its beginning to its end. */
  public long totalNanos() {
    return endNanos - startNanos;
  }

  /** From when it was handed over until the model began. */
  public long queueNanos() {
    return runNanos < 0 ? UNKNOWN : Math.max(0, runBeginNanos - handedOverNanos);
  }

  /** How long the model ran, for it and the calls in its batch. */
  public long computeNanos() {
    return runNanos;
  }
}
