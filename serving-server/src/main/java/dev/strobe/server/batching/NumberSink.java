package dev.strobe.server.batching;

import dev.strobe.server.tensor.Tensor;
import java.nio.ByteBuffer;

/** Puts numeric elements into a tensor. */
final class NumberSink implements RowSink {
  private final Tensor tensor;
  private final ByteBuffer data;
  private final int size;

  /** Fills {@code tensor}, which is new. */
  NumberSink(Tensor tensor) {
    this.tensor = tensor;
    this.data = tensor.data();
    this.size = tensor.dtype().bytes();
  }

  @Override
  public void copy(Tensor from, int fromIndex, int index, int length) {
    data.put(index * size, from.data(), fromIndex * size, length * size);
  }

  @Override
  public void fill(Tensor from, int index, int length) {
    if (length == 0) {
      return;
    }
    if (from.elementCount() > 0) {
      copy(from, 0, index, 1);
    } else {
      data.put(index * size, new byte[size]);
    }
    for (int done = 1; done < length; done += Math.min(done, length - done)) {
      repeat(index, index + done, Math.min(done, length - done));
    }
  }

  @Override
  public void repeat(int fromIndex, int index, int length) {
    data.put(index * size, data, fromIndex * size, length * size);
  }

  @Override
  public Tensor tensor() {
    return tensor;
  }
}
