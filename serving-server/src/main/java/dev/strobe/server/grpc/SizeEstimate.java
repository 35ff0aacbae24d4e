package dev.strobe.server.grpc;

/**
 * How many bytes the next call may need, from those before it: the largest of late, forgotten by an
 * eighth with each smaller one. Read and written by many threads without a lock; a lost update does
 * no harm.
 */
final class SizeEstimate {
  private static final int MEMORY = 8;

  private final long least;
  private volatile long bytes;

  /** Begins with {@code first}, and never falls below {@code least}. */
  SizeEstimate(long first, long least) {
    this.least = least;
    this.bytes = Math.max(first, least);
  }

  long bytes() {
    return bytes;
  }

  void observe(long size) {
    long now = bytes;
    bytes = Math.max(least, size >= now ? size : now - (now - size + MEMORY - 1) / MEMORY);
  }
}
