package dev.strobe.server.savedmodel;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_AllocateTensor;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteTensor;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_Dim;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewTensor;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NumDims;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TensorByteSize;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TensorData;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TensorType;

import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.DType;
import dev.strobe.server.tensor.Tensor;
import dev.strobe.server.tensor.TensorAllocator;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.indexer.ByteIndexer;
import org.tensorflow.internal.c_api.TF_Tensor;

/**
 * Tensors to and from TensorFlow's own. Large aligned input is lent to TensorFlow and closed when
 * TensorFlow lets go of it, which may be long after the run, since an output may share its memory;
 * smaller input is copied and closed at once. Output is read in place.
 */
final class NativeTensors {
  /** Up to this size a copy costs less than lending. */
  private static final int COPIED_BYTES = 2048;

  private NativeTensors() {}

  /**
   * A native tensor of the same contents, for the caller to delete; {@code tensor} is used up.
   *
   * @param shape memory to use meanwhile
   */
  static TF_Tensor toNative(Tensor tensor, NativeShape shape) {
    if (tensor.dtype() == DType.STRING) {
      TF_Tensor strings = NativeStrings.toNative(shape.of(tensor), tensor);
      tensor.close();
      return strings;
    }
    ByteBuffer data = tensor.data();
    boolean aligned = data.alignmentOffset(0, TensorAllocator.ALIGNMENT) == 0;
    if (data.remaining() > COPIED_BYTES && aligned) {
      return lend(tensor, shape.of(tensor), data);
    }
    int bytes = data.remaining();
    TF_Tensor copy =
        TF_AllocateTensor(tensor.dtype().number(), shape.of(tensor), tensor.rank(), bytes);
    if (bytes > COPIED_BYTES) {
      view(copy, bytes).put(data);
    } else if (bytes > 0) {
      copy(data, new BytePointer(TF_TensorData(copy)).capacity(bytes));
    }
    tensor.close();
    return copy;
  }

  /** For few bytes quicker than a view for a buffer, which native code would have to make. */
  private static void copy(ByteBuffer data, BytePointer to) {
    ByteBuffer from = data.order(ByteOrder.nativeOrder());
    ByteIndexer target = ByteIndexer.create(to);
    int bytes = from.remaining();
    int words = bytes - bytes % Long.BYTES;
    for (int i = 0; i < words; i += Long.BYTES) {
      target.putLong(i, from.getLong(i));
    }
    for (int i = words; i < bytes; i++) {
      target.put(i, from.get(i));
    }
  }

  private static TF_Tensor lend(Tensor tensor, LongPointer shape, ByteBuffer data) {
    return TF_NewTensor(
        tensor.dtype().number(),
        shape,
        tensor.rank(),
        new BytePointer(data),
        data.remaining(),
        LentMemory.INSTANCE,
        LentMemory.INSTANCE.lend(tensor));
  }

  /**
   * A tensor over the native one, which it deletes when closed.
   *
   * @throws ServingException INTERNAL if it is of a type or size that cannot leave the runtime
   */
  static Tensor fromNative(TF_Tensor output) {
    int number = TF_TensorType(output);
    DType dtype = DType.ofNumber(number).orElse(DType.VARIANT);
    long[] shape = new long[TF_NumDims(output)];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = TF_Dim(output, i);
    }
    if (dtype == DType.STRING) {
      List<byte[]> strings = NativeStrings.read(output, shape);
      TF_DeleteTensor(output);
      return Tensor.ofStrings(shape, strings);
    }
    long bytes = TF_TensorByteSize(output);
    if (!dtype.isNumeric() || bytes > Integer.MAX_VALUE) {
      TF_DeleteTensor(output);
      throw new ServingException(
          Code.INTERNAL,
          "An output of data type %d and %d bytes cannot be sent".formatted(number, bytes));
    }
    ByteBuffer data = bytes == 0 ? ByteBuffer.allocateDirect(0) : view(output, bytes);
    return Tensor.of(dtype, shape, data, () -> TF_DeleteTensor(output));
  }

  private static ByteBuffer view(TF_Tensor tensor, long bytes) {
    Pointer data = TF_TensorData(tensor);
    return new BytePointer(data).capacity(bytes).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }
}
