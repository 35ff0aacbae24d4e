package dev.strobe.server.batching;

import dev.strobe.server.tensor.DType;
import dev.strobe.server.tensor.Tensor;
import dev.strobe.server.tensor.TensorAllocator;
import java.util.Arrays;
import java.util.List;

/** Joins tensors along dimension 0. */
final class RowJoin {

  private RowJoin() {}

  /**
   * A new tensor of the rows of all parts, in order, and copies of the last part's first row up to
   * {@code rows} of them. Parts are of one type and rank; where they are smaller than the largest
   * in a dimension after the first, they are padded at its end with their own first element. The
   * parts stay open.
   */
  static Tensor join(List<Tensor> parts, int rows, TensorAllocator allocator) {
    long[] shape = largest(parts);
    shape[0] = rows;
    DType dtype = parts.get(0).dtype();
    RowSink sink =
        dtype == DType.STRING
            ? new StringSink(shape)
            : new NumberSink(allocator.allocate(dtype, shape));
    int rowElements = Math.toIntExact(Tensor.elementCount(shape) / rows);
    int row = 0;
    for (Tensor part : parts) {
      put(part, sink, row * rowElements, shape);
      row += (int) part.dimension(0);
    }
    int lastPart = row - (int) parts.get(parts.size() - 1).dimension(0);
    for (; row < rows; row++) {
      sink.repeat(lastPart * rowElements, row * rowElements, rowElements);
    }
    return sink.tensor();
  }

  private static long[] largest(List<Tensor> parts) {
    long[] largest = parts.get(0).shape();
    for (Tensor part : parts) {
      for (int i = 1; i < largest.length; i++) {
        largest[i] = Math.max(largest[i], part.dimension(i));
      }
    }
    return largest;
  }

  private static void put(Tensor part, RowSink sink, int index, long[] shape) {
    int elements = (int) part.elementCount();
    if (hasRowsOf(part, shape)) {
      sink.copy(part, 0, index, elements);
      return;
    }
    int padded = (int) part.dimension(0) * rowElements(shape);
    sink.fill(part, index, padded);
    int last = shape.length - 1;
    int line = (int) part.dimension(last);
    for (int from = 0; from < elements; from += line) {
      sink.copy(part, from, index + placeOf(from / line, part, shape), line);
    }
  }

  private static boolean hasRowsOf(Tensor part, long[] shape) {
    long[] own = part.shape();
    return Arrays.equals(own, 1, own.length, shape, 1, shape.length);
  }

  private static int rowElements(long[] shape) {
    long[] row = shape.clone();
    row[0] = 1;
    return (int) Tensor.elementCount(row);
  }

  /** Where line {@code number} of the part begins among elements of the larger shape. */
  private static int placeOf(int number, Tensor part, long[] shape) {
    int last = shape.length - 1;
    int rest = number;
    int place = 0;
    int stride = (int) shape[last];
    for (int i = last - 1; i >= 0; i--) {
      int size = (int) part.dimension(i);
      place += rest % size * stride;
      rest /= size;
      stride *= (int) shape[i];
    }
    return place;
  }
}
