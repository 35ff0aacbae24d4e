package dev.strobe.server.batching;

import dev.strobe.server.tensor.DType;
import dev.strobe.server.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Cuts a tensor along dimension 0. */
final class RowSlices {

  private RowSlices() {}

  /**
   * Tensors of the first so many rows, the next so many, and so on, over the same memory, which is
   * given back once all of them are closed. Rows left over at the end are dropped. The tensor is
   * theirs from now on.
   */
  static List<Tensor> cut(Tensor whole, List<Integer> sizes) {
    return whole.dtype() == DType.STRING ? cutStrings(whole, sizes) : cutNumbers(whole, sizes);
  }

  private static List<Tensor> cutNumbers(Tensor whole, List<Integer> sizes) {
    var open = new AtomicInteger(sizes.size());
    Runnable release =
        () -> {
          if (open.decrementAndGet() == 0) {
            whole.close();
          }
        };
    ByteBuffer data = whole.data();
    int rowBytes = rowSize(whole, data.remaining());
    List<Tensor> slices = new ArrayList<>(sizes.size());
    int start = 0;
    for (int rows : sizes) {
      ByteBuffer slice = data.slice(start * rowBytes, rows * rowBytes);
      slices.add(Tensor.of(whole.dtype(), shape(whole, rows), slice, release));
      start += rows;
    }
    return slices;
  }

  private static List<Tensor> cutStrings(Tensor whole, List<Integer> sizes) {
    List<byte[]> strings = whole.strings();
    int rowStrings = rowSize(whole, strings.size());
    List<Tensor> slices = new ArrayList<>(sizes.size());
    int start = 0;
    for (int rows : sizes) {
      List<byte[]> slice = strings.subList(start * rowStrings, (start + rows) * rowStrings);
      slices.add(Tensor.ofStrings(shape(whole, rows), slice));
      start += rows;
    }
    whole.close();
    return slices;
  }

  private static int rowSize(Tensor whole, int size) {
    return whole.dimension(0) == 0 ? 0 : (int) (size / whole.dimension(0));
  }

  private static long[] shape(Tensor whole, int rows) {
    long[] shape = whole.shape();
    shape[0] = rows;
    return shape;
  }
}
