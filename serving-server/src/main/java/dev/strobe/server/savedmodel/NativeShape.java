package dev.strobe.server.savedmodel;

import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.Tensor;
import java.nio.LongBuffer;
import org.bytedeco.javacpp.LongPointer;

/** Native memory for one shape after the other. For one thread. */
final class NativeShape {
  /** TensorFlow's own limit. */
  private static final int MAX_RANK = 254;

  private final LongPointer pointer = new LongPointer(MAX_RANK);
  private final LongBuffer dimensions = pointer.asBuffer();

  /**
   * The dimensions of a tensor, until the next is asked for.
   *
   * @throws ServingException INVALID_ARGUMENT for more than TensorFlow takes, which would end the
   *     process
   */
  LongPointer of(Tensor tensor) {
    if (tensor.rank() > MAX_RANK) {
      throw new ServingException(
          Code.INVALID_ARGUMENT,
          "a tensor has at most %d dimensions but was given %d".formatted(MAX_RANK, tensor.rank()));
    }
    for (int i = 0; i < tensor.rank(); i++) {
      dimensions.put(i, tensor.dimension(i));
    }
    return pointer;
  }
}
