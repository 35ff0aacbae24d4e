package dev.strobe.server.savedmodel;

import java.nio.ByteOrder;
import java.nio.LongBuffer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.tensorflow.internal.c_api.TF_Tensor;

/**
 * A native array of tensors, read and written without a call into native code for each. For one
 * thread.
 */
final class TensorArray {
  private final PointerPointer<TF_Tensor> pointers;
  private final LongBuffer addresses;

  TensorArray(int capacity) {
    pointers = new PointerPointer<>(capacity);
    addresses = pointers.asByteBuffer().order(ByteOrder.nativeOrder()).asLongBuffer();
  }

  /** This one, or a larger one if it has not room for so many. */
  TensorArray atLeast(int size) {
    return addresses.capacity() >= size ? this : new TensorArray(2 * size);
  }

  PointerPointer<TF_Tensor> pointers() {
    return pointers;
  }

  void put(int index, TF_Tensor tensor) {
    addresses.put(index, tensor.address());
  }

  /** A tensor that stands in the array; nothing is freed with what is returned. */
  TF_Tensor get(int index) {
    return new TF_Tensor(new Address(addresses.get(index)));
  }

  private static final class Address extends Pointer {
    Address(long value) {
      address = value;
    }
  }
}
