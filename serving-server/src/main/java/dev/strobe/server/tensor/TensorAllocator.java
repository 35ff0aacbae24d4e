package dev.strobe.server.tensor;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands out numeric tensors in direct memory at addresses that are multiples of 64, as TensorFlow
 * asks of memory it shall use without a copy. Closed tensors give their memory back to a pool of
 * size classes, four to a doubling; the pool keeps at most so many bytes and leaves the rest to the
 * garbage collector. Safe for use by many threads.
 */
public final class TensorAllocator {
  /** What every tensor's address is a multiple of, in bytes. */
  public static final int ALIGNMENT = 64;

  private static final int SMALLEST_SHIFT = 8;
  private static final int STEPS = 4;
  private static final int CLASSES = (31 - SMALLEST_SHIFT) * STEPS + 1;

  private final long maxPooledBytes;
  private final AtomicLong pooledBytes = new AtomicLong();
  private final ConcurrentLinkedQueue<ByteBuffer>[] free;

  @SuppressWarnings({"unchecked", "rawtypes"}) // arrays have no type arguments
  private TensorAllocator(long maxPooledBytes) {
    this.maxPooledBytes = maxPooledBytes;
    this.free = new ConcurrentLinkedQueue[CLASSES];
    for (int i = 0; i < CLASSES; i++) {
      free[i] = new ConcurrentLinkedQueue<>();
    }
  }

  /**
   * An allocator of its own.
   *
   * @param maxPooledBytes the most that stands unused, 0 for no pool
   */
  public static TensorAllocator create(long maxPooledBytes) {
    if (maxPooledBytes < 0) {
      throw new IllegalArgumentException("maxPooledBytes must be >= 0 but was " + maxPooledBytes);
    }
    return new TensorAllocator(maxPooledBytes);
  }

  /**
   * A numeric tensor of any contents, for the caller to fill and to close.
   *
   * @throws IllegalArgumentException for a type that is not numeric, a bad shape, or 2 GiB and more
   * @throws OutOfMemoryError if the process has no direct memory left
   */
  public Tensor allocate(DType dtype, long... shape) {
    int bytes = Tensor.byteSize(dtype, shape);
    int sizeClass = sizeClass(bytes);
    ByteBuffer block = take(sizeClass);
    return Tensor.of(dtype, shape, block.slice(0, bytes), () -> giveBack(sizeClass, block));
  }

  /** Bytes that stand unused in the pool. */
  public long pooledBytes() {
    return pooledBytes.get();
  }

  private ByteBuffer take(int sizeClass) {
    ByteBuffer pooled = free[sizeClass].poll();
    if (pooled != null) {
      pooledBytes.addAndGet(-pooled.capacity());
      return pooled;
    }
    int size = classSize(sizeClass);
    int padded = (int) Math.min((long) size + ALIGNMENT, Integer.MAX_VALUE);
    return align(ByteBuffer.allocateDirect(padded), size);
  }

  private static ByteBuffer align(ByteBuffer raw, int size) {
    int start = (ALIGNMENT - raw.alignmentOffset(0, ALIGNMENT)) % ALIGNMENT;
    return raw.slice(start, Math.min(size, raw.capacity() - start));
  }

  /** Makes room in the other classes first, so that sizes no longer asked for do not stay. */
  private void giveBack(int sizeClass, ByteBuffer block) {
    int size = block.capacity();
    for (int i = CLASSES - 1; i >= 0 && pooledBytes.get() + size > maxPooledBytes; i--) {
      ByteBuffer dropped = i == sizeClass ? null : free[i].poll();
      if (dropped != null) {
        pooledBytes.addAndGet(-dropped.capacity());
      }
    }
    if (pooledBytes.addAndGet(size) <= maxPooledBytes) {
      free[sizeClass].add(block);
    } else {
      pooledBytes.addAndGet(-size);
    }
  }

  /** The first class that holds so many bytes. */
  static int sizeClass(int bytes) {
    if (bytes <= 1 << SMALLEST_SHIFT) {
      return 0;
    }
    int shift = 31 - Integer.numberOfLeadingZeros(bytes - 1);
    int step = ((bytes - 1) >>> (shift - 2)) & (STEPS - 1);
    return (shift - SMALLEST_SHIFT) * STEPS + step + 1;
  }

  /** The bytes of a block of this class. */
  static int classSize(int sizeClass) {
    int shift = SMALLEST_SHIFT + sizeClass / STEPS;
    long size = (1L << shift) + (sizeClass % STEPS) * (1L << (shift - 2));
    return (int) Math.min(size, Integer.MAX_VALUE);
  }
}
