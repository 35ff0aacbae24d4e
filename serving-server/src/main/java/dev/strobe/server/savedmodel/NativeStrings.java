package dev.strobe.server.savedmodel;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewTensor;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_StringCopy;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_StringDealloc;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_StringGetDataPointer;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_StringGetSize;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_StringInit;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TensorData;

import dev.strobe.server.tensor.DType;
import dev.strobe.server.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.tensorflow.internal.c_api.Deallocator_Pointer_long_Pointer;
import org.tensorflow.internal.c_api.TF_TString;
import org.tensorflow.internal.c_api.TF_Tensor;

/**
 * String tensors to and from TensorFlow's own. An input's strings are copied; TensorFlow frees the
 * array of a tensor but not what longer strings hold, so {@link Release} does, when the last user
 * of the array is gone.
 */
final class NativeStrings {
  private static final long ELEMENT_BYTES = Loader.sizeof(TF_TString.class);

  private NativeStrings() {}

  static TF_Tensor toNative(LongPointer shape, Tensor tensor) {
    List<byte[]> strings = tensor.strings();
    long bytes = ELEMENT_BYTES * strings.size();
    // One element more than needed, since malloc(0) may be null and TensorFlow refuses null.
    Pointer memory = Pointer.malloc(bytes + ELEMENT_BYTES);
    for (int i = 0; i < strings.size(); i++) {
      TF_TString element = new TF_TString(memory).getPointer(i);
      TF_StringInit(element);
      byte[] string = strings.get(i);
      try (var source = new BytePointer(string)) {
        TF_StringCopy(element, source, string.length);
      }
    }
    return TF_NewTensor(
        DType.STRING.number(), shape, tensor.rank(), memory, bytes, Release.INSTANCE, null);
  }

  /** Copies the strings of a native tensor. */
  static List<byte[]> read(TF_Tensor tensor, long[] shape) {
    int elements = Math.toIntExact(Tensor.elementCount(shape));
    List<byte[]> strings = new ArrayList<>(elements);
    Pointer memory = TF_TensorData(tensor);
    for (int i = 0; i < elements; i++) {
      TF_TString element = new TF_TString(memory).getPointer(i);
      byte[] string = new byte[Math.toIntExact(TF_StringGetSize(element))];
      TF_StringGetDataPointer(element).capacity(string.length).get(string);
      strings.add(string);
    }
    return strings;
  }

  /** Frees an array of strings. One for the process, for the reason {@link LentMemory} gives. */
  private static final class Release extends Deallocator_Pointer_long_Pointer {
    static final Release INSTANCE = new Release();

    private Release() {}

    @Override
    public void call(Pointer memory, long length, Pointer argument) {
      for (int i = 0; i < length / ELEMENT_BYTES; i++) {
        TF_StringDealloc(new TF_TString(memory).getPointer(i));
      }
      Pointer.free(memory);
    }
  }
}
