package dev.strobe.server.grpc;

import dev.strobe.server.admission.BytesInFlight;
import dev.strobe.server.admission.BytesInFlight.Admission;
import io.grpc.Attributes;
import io.grpc.Context;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Counts what one call takes in and gives out, until it is over. */
final class CallBytes extends ServerStreamTracer {
  private static final Context.Key<CallBytes> CURRENT = Context.key("dev.strobe.call-bytes");

  private final Admission admission;
  private final ConnectionSizes sizes;
  private final AtomicLong wire = new AtomicLong();
  private final AtomicLong unpacked = new AtomicLong();
  private volatile Attributes connection = Attributes.EMPTY;

  CallBytes(BytesInFlight bytes, ConnectionSizes sizes) {
    this.admission = bytes.admission();
    this.sizes = sizes;
  }

  /** Of the call that is being begun on this thread; null if it is not counted. */
  static @Nullable CallBytes current() {
    return CURRENT.get();
  }

  @Override
  public Context filterContext(Context context) {
    return context.withValue(CURRENT, this);
  }

  /**
   * Asks for room for the call's message, as {@link Admission#enter}.
   *
   * @param attributes of the call's connection
   */
  boolean enter(Attributes attributes, Runnable later) {
    connection = attributes;
    return admission.enter(sizes.estimate(attributes), later);
  }

  @Override
  public void inboundWireSize(long bytes) {
    admission.hold(wire.addAndGet(bytes));
  }

  @Override
  public void inboundUncompressedSize(long bytes) {
    admission.hold(unpacked.addAndGet(bytes));
  }

  /**
   * The whole message is there: from now on it counts for what it is, its answer for as much. Small
   * ones all count alike, so that most take the lock of all calls only when they come and go.
   */
  @Override
  public void inboundMessageRead(int number, long wireSize, long uncompressedSize) {
    admission.settle(Math.max(2 * wire.get(), ConnectionSizes.LEAST));
  }

  @Override
  public void outboundWireSize(long bytes) {
    admission.hold(wire.addAndGet(bytes));
  }

  @Override
  public void streamClosed(Status status) {
    if (status.isOk()) {
      sizes.observe(connection, Math.max(wire.get(), unpacked.get()));
    }
    admission.close();
  }
}
