package dev.strobe.server.tensor;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A dense tensor in row-major order. Numeric elements stand little-endian in a direct buffer that
 * the tensor does not copy; elements of a {@link DType#STRING} tensor are byte arrays.
 *
 * <p>Whoever makes a tensor may fill {@link #data()} before handing it on; from then on nobody
 * writes, and an output of a model may be the very memory of one of its inputs. The holder closes a
 * tensor once; its release hook then runs, exactly once however often it is closed, and gives the
 * memory back. Reading after that is an {@link IllegalStateException}, but a buffer obtained before
 * must not be touched any more. Reading is safe from any thread.
 */
public final class Tensor implements AutoCloseable {
  /** The most bytes a numeric tensor may take: 2 GiB less what alignment may cost. */
  private static final int MAX_BYTES = Integer.MAX_VALUE - 64;

  private static final ByteBuffer NO_DATA = ByteBuffer.allocateDirect(0);

  private final DType dtype;
  private final long[] shape;
  private final ByteBuffer data;
  private final List<byte[]> strings;
  private final @Nullable Runnable release;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Tensor(
      DType dtype,
      long[] shape,
      ByteBuffer data,
      List<byte[]> strings,
      @Nullable Runnable release) {
    this.dtype = dtype;
    this.shape = shape.clone();
    this.data = data;
    this.strings = strings;
    this.release = release;
  }

  /**
   * A numeric tensor over the remaining bytes of a direct buffer.
   *
   * @param release gives the memory back; runs on whichever thread closes the tensor
   * @throws IllegalArgumentException if the buffer is not direct or its size not that of the shape
   */
  public static Tensor of(DType dtype, long[] shape, ByteBuffer data, Runnable release) {
    return over(dtype, shape, data, requireNonNull(release, "release"));
  }

  private static Tensor over(
      DType dtype, long[] shape, ByteBuffer data, @Nullable Runnable release) {
    long bytes = byteSize(dtype, shape);
    if (!data.isDirect() || data.remaining() != bytes) {
      throw new IllegalArgumentException(
          "a %s tensor of shape %s needs a direct buffer of %d bytes but was given %s"
              .formatted(dtype.tensorFlowName(), Arrays.toString(shape), bytes, data));
    }
    return new Tensor(dtype, shape, data.slice(), List.of(), release);
  }

  /** A numeric tensor over memory that the garbage collector frees. */
  public static Tensor of(DType dtype, long[] shape, ByteBuffer data) {
    return over(dtype, shape, data, null);
  }

  /**
   * A tensor of strings; the list is kept, not copied.
   *
   * @throws IllegalArgumentException if the number of strings is not that of the shape
   */
  public static Tensor ofStrings(long[] shape, List<byte[]> strings) {
    long elements = elementCount(shape);
    if (elements != strings.size()) {
      throw new IllegalArgumentException(
          "a string tensor of shape %s has %d elements but was given %d"
              .formatted(Arrays.toString(shape), elements, strings.size()));
    }
    return new Tensor(DType.STRING, shape, NO_DATA, strings, null);
  }

  /**
   * The number of elements of a shape, 1 for a scalar.
   *
   * @throws IllegalArgumentException for a negative dimension or a number beyond a long
   */
  public static long elementCount(long[] shape) {
    long elements = 1;
    boolean empty = false;
    for (long dimension : shape) {
      if (dimension < 0) {
        throw new IllegalArgumentException(
            "every dimension must be >= 0 but the shape was " + Arrays.toString(shape));
      }
      empty |= dimension == 0;
    }
    try {
      for (int i = 0; i < shape.length && !empty; i++) {
        elements = Math.multiplyExact(elements, shape[i]);
      }
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("a shape too large: " + Arrays.toString(shape), e);
    }
    return empty ? 0 : elements;
  }

  /**
   * The bytes that the elements of a numeric tensor take.
   *
   * @throws IllegalArgumentException for a type that is not numeric, a bad shape, or 2 GiB and more
   */
  public static int byteSize(DType dtype, long[] shape) {
    if (!dtype.isNumeric()) {
      throw new IllegalArgumentException(dtype.tensorFlowName() + " elements have no fixed size");
    }
    long elements = elementCount(shape);
    if (elements > MAX_BYTES / dtype.bytes()) {
      throw new IllegalArgumentException(
          "a tensor must be smaller than 2 GiB but was %s of shape %s"
              .formatted(dtype.tensorFlowName(), Arrays.toString(shape)));
    }
    return (int) elements * dtype.bytes();
  }

  public DType dtype() {
    return dtype;
  }

  /** A copy of the dimensions; none for a scalar. */
  public long[] shape() {
    return shape.clone();
  }

  public int rank() {
    return shape.length;
  }

  /** The size of dimension {@code axis}, 0 to rank - 1. */
  public long dimension(int axis) {
    return shape[axis];
  }

  public long elementCount() {
    return elementCount(shape);
  }

  /** The elements of a numeric tensor, little-endian, from position 0; each call a view anew. */
  public ByteBuffer data() {
    requireOpen();
    if (dtype == DType.STRING) {
      throw new IllegalStateException("a string tensor has strings, not data");
    }
    return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The elements of a string tensor, in row-major order; not to be changed. */
  public List<byte[]> strings() {
    requireOpen();
    if (dtype != DType.STRING) {
      throw new IllegalStateException("a %s tensor has no strings".formatted(dtype));
    }
    return strings;
  }

  /** The bytes of all elements, those of strings included. */
  public long contentBytes() {
    long bytes = data.remaining();
    for (byte[] string : strings) {
      bytes += string.length;
    }
    return bytes;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true) && release != null) {
      release.run();
    }
  }

  private void requireOpen() {
    if (closed.get()) {
      throw new IllegalStateException(this + " was closed");
    }
  }

  @Override
  public String toString() {
    return dtype.tensorFlowName() + Arrays.toString(shape);
  }
}
