package dev.strobe.server.rest.json;

import dev.strobe.server.tensor.DType;
import dev.strobe.server.tensor.Tensor;
import dev.strobe.server.tensor.TensorAllocator;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Off-heap memory for numeric elements that grows as they come. */
final class ElementBlock implements AutoCloseable {
  private static final int SMALLEST = 16;

  private final DType dtype;
  private final TensorAllocator allocator;
  private @Nullable Tensor memory;
  private int capacity;

  /** Room for {@code expected} elements to begin with. */
  ElementBlock(DType dtype, int expected, TensorAllocator allocator) {
    this.dtype = dtype;
    this.allocator = allocator;
    capacity = Math.min(Math.max(expected, 1), mostElements());
    memory = allocator.allocate(dtype, capacity);
  }

  DType dtype() {
    return dtype;
  }

  /** How many elements there is room for. */
  int capacity() {
    return capacity;
  }

  /** The memory as it stands, little-endian; out of date after {@link #grow}. */
  ByteBuffer data() {
    return open().data();
  }

  private int mostElements() {
    return Integer.MAX_VALUE / dtype.bytes();
  }

  /**
   * Makes room for more, keeping all that is there.
   *
   * @throws dev.strobe.server.status.ServingException if a tensor cannot be larger
   */
  void grow() {
    if (capacity == mostElements()) {
      throw ElementErrors.invalid(
          "a tensor of %s has at most %d elements".formatted(dtype.tensorFlowName(), capacity));
    }
    int newCapacity = (int) Math.min(Math.max(SMALLEST, 2L * capacity), mostElements());
    Tensor larger = allocator.allocate(dtype, newCapacity);
    larger.data().put(open().data());
    close();
    memory = larger;
    capacity = newCapacity;
  }

  /** The first elements as a tensor of this shape, which owns the memory from now on. */
  Tensor toTensor(long[] shape) {
    Tensor whole = open();
    Tensor tensor =
        Tensor.of(dtype, shape, whole.data().slice(0, Tensor.byteSize(dtype, shape)), whole::close);
    memory = null;
    return tensor;
  }

  @Override
  public void close() {
    if (memory != null) {
      memory.close();
      memory = null;
    }
  }

  private Tensor open() {
    if (memory == null) {
      throw new IllegalStateException("the elements went into a tensor already");
    }
    return memory;
  }
}
