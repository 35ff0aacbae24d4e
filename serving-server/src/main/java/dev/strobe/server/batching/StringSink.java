package dev.strobe.server.batching;

import dev.strobe.server.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** Puts strings into a tensor. */
final class StringSink implements RowSink {
  private static final byte[] EMPTY = {};

  private final long[] shape;
  private final byte[][] strings;

  StringSink(long[] shape) {
    this.shape = shape;
    this.strings = new byte[Math.toIntExact(Tensor.elementCount(shape))][];
  }

  @Override
  public void copy(Tensor from, int fromIndex, int index, int length) {
    List<byte[]> all = from.strings();
    for (int i = 0; i < length; i++) {
      strings[index + i] = all.get(fromIndex + i);
    }
  }

  @Override
  public void fill(Tensor from, int index, int length) {
    byte[] first = from.elementCount() > 0 ? from.strings().get(0) : EMPTY;
    Arrays.fill(strings, index, index + length, first);
  }

  @Override
  public void repeat(int fromIndex, int index, int length) {
    System.arraycopy(strings, fromIndex, strings, index, length);
  }

  @Override
  public Tensor tensor() {
    return Tensor.ofStrings(shape, Arrays.asList(strings));
  }
}
