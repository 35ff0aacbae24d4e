package dev.strobe.server.batching;

import dev.strobe.server.tensor.Tensor;

/** The elements of a tensor while it is put together. Indices and lengths are in elements. */
interface RowSink {

  /** Copies elements of {@code from}, which is of the same type. */
  void copy(Tensor from, int fromIndex, int index, int length);

  /** Puts the first element of {@code from} everywhere, or zero if it has none. */
  void fill(Tensor from, int index, int length);

  /** Copies elements put here before. */
  void repeat(int fromIndex, int index, int length);

  /** The tensor of all that was put here. */
  Tensor tensor();
}
