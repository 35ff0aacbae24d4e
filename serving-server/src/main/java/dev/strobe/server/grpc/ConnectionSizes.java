package dev.strobe.server.grpc;

import io.grpc.Attributes;
import io.grpc.ServerTransportFilter;
import org.jspecify.annotations.Nullable;

/**
 * Gives each connection its own estimate of what its calls need, which begins with that of all, so
 * that connections with small calls do not wait for room as large ones need it.
 */
final class ConnectionSizes extends ServerTransportFilter {
  private static final Attributes.Key<SizeEstimate> OWN =
      Attributes.Key.create("dev.strobe.call-bytes");

  /** What a call is taken to need at least, in bytes. */
  static final long LEAST = 4096;

  /** How many calls of unknown size are let in at first. */
  private static final long FIRST_CALLS = 4;

  private final SizeEstimate all;

  ConnectionSizes(long limit) {
    all = new SizeEstimate(limit / FIRST_CALLS, Math.min(LEAST, limit));
  }

  @Override
  public Attributes transportReady(Attributes attributes) {
    return attributes.toBuilder().set(OWN, new SizeEstimate(all.bytes(), LEAST)).build();
  }

  long estimate(Attributes connection) {
    return own(connection).bytes();
  }

  /** Learns from a call that is over. */
  void observe(Attributes connection, long bytes) {
    own(connection).observe(bytes);
    all.observe(bytes);
  }

  private SizeEstimate own(Attributes connection) {
    @Nullable SizeEstimate own = connection.get(OWN);
    return own == null ? all : own;
  }
}
