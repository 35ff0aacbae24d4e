package dev.strobe.server.savedmodel;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteTensor;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_GetCode;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_Message;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SessionRun;

import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerPointer;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.TF_Tensor;

/** The native memory of one run, kept by each thread for its next one. */
final class RunFrame {
  private static final int INITIAL_CAPACITY = 8;

  private final TF_Status status = TF_Status.newStatus();
  private PointerPointer<TF_Tensor> inputs = new PointerPointer<>(INITIAL_CAPACITY);
  private PointerPointer<TF_Tensor> outputs = new PointerPointer<>(INITIAL_CAPACITY);

  /**
   * Feeds the tensors, which it uses up, and fetches the outputs, which the caller closes.
   *
   * @throws ServingException with TensorFlow's own code and message
   */
  List<Tensor> run(TF_Session session, GraphNodes feed, List<Tensor> fed, GraphNodes fetch) {
    List<TF_Tensor> natives = new ArrayList<>(fed.size());
    try {
      inputs = atLeast(inputs, fed.size());
      outputs = atLeast(outputs, fetch.count());
      for (int i = 0; i < fed.size(); i++) {
        TF_Tensor tensor = NativeTensors.toNative(fed.get(i));
        natives.add(tensor);
        inputs.put(i, tensor);
      }
      TF_SessionRun(
          session,
          (TF_Buffer) null,
          feed.nodes(),
          inputs,
          fed.size(),
          fetch.nodes(),
          outputs,
          fetch.count(),
          (PointerPointer<?>) null,
          0,
          (TF_Buffer) null,
          status);
      requireOk(status);
      return collect(fetch.count());
    } finally {
      natives.forEach(tensor -> TF_DeleteTensor(tensor));
    }
  }

  private List<Tensor> collect(int count) {
    List<Tensor> collected = new ArrayList<>(count);
    try {
      for (int i = 0; i < count; i++) {
        collected.add(NativeTensors.fromNative(outputs.get(TF_Tensor.class, i)));
      }
      return collected;
    } catch (ServingException e) {
      for (int i = collected.size() + 1; i < count; i++) {
        TF_DeleteTensor(outputs.get(TF_Tensor.class, i));
      }
      collected.forEach(Tensor::close);
      throw e;
    }
  }

  private static PointerPointer<TF_Tensor> atLeast(PointerPointer<TF_Tensor> array, int size) {
    return array.capacity() >= size ? array : new PointerPointer<>(2L * size);
  }

  /**
   * Does nothing if the status is OK.
   *
   * @throws ServingException with TensorFlow's own code and message
   */
  static void requireOk(TF_Status status) {
    int code = TF_GetCode(status);
    if (code != 0) {
      throw new ServingException(Code.ofNumber(code), TF_Message(status).getString());
    }
  }
}
