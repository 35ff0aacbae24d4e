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

/** The native memory of one run, kept by each thread for its next one. */
final class RunFrame {
  private static final int INITIAL_CAPACITY = 8;

  private final TF_Status status = TF_Status.newStatus();
  private final NativeShape shape = new NativeShape();
  private TensorArray inputs = new TensorArray(INITIAL_CAPACITY);
  private TensorArray outputs = new TensorArray(INITIAL_CAPACITY);

  /**
   * Feeds the tensors, which it uses up, and fetches the outputs, which the caller closes.
   *
   * @throws ServingException with TensorFlow's own code and message
   */
  List<Tensor> run(TF_Session session, GraphNodes feed, List<Tensor> fed, GraphNodes fetch) {
    int given = 0;
    try {
      inputs = inputs.atLeast(fed.size());
      outputs = outputs.atLeast(fetch.count());
      for (; given < fed.size(); given++) {
        inputs.put(given, NativeTensors.toNative(fed.get(given), shape));
      }
      TF_SessionRun(
          session,
          (TF_Buffer) null,
          feed.nodes(),
          inputs.pointers(),
          given,
          fetch.nodes(),
          outputs.pointers(),
          fetch.count(),
          (PointerPointer<?>) null,
          0,
          (TF_Buffer) null,
          status);
      requireOk(status);
      return collect(fetch.count());
    } finally {
      for (int i = 0; i < given; i++) {
        TF_DeleteTensor(inputs.get(i));
      }
    }
  }

  private List<Tensor> collect(int count) {
    List<Tensor> collected = new ArrayList<>(count);
    try {
      for (int i = 0; i < count; i++) {
        collected.add(NativeTensors.fromNative(outputs.get(i)));
      }
      return collected;
    } catch (ServingException e) {
      for (int i = collected.size() + 1; i < count; i++) {
        TF_DeleteTensor(outputs.get(i));
      }
      collected.forEach(Tensor::close);
      throw e;
    }
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
