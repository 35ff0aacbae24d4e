package dev.strobe.benchmarks.bare;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteTensor;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SessionRun;

import org.bytedeco.javacpp.PointerPointer;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.TF_Tensor;

/** Runs a session with native memory that is kept from run to run. For one thread. */
public final class BareRun {
  private final BareSession session;
  private final TF_Status status = TF_Status.newStatus();
  private final PointerPointer<TF_Tensor> inputs = new PointerPointer<>(1);
  private final PointerPointer<TF_Tensor> outputs;

  public BareRun(BareSession session) {
    this.session = session;
    this.outputs = new PointerPointer<>(session.outputAliases().size());
  }

  /** Deletes the input, and returns the first output, for the caller to delete. */
  public TF_Tensor run(TF_Tensor input) {
    int fetched = session.outputAliases().size();
    inputs.put(0, input);
    TF_SessionRun(
        session.session(),
        (TF_Buffer) null,
        session.input(),
        inputs,
        1,
        session.outputs(),
        outputs,
        fetched,
        (PointerPointer<?>) null,
        0,
        (TF_Buffer) null,
        status);
    TF_DeleteTensor(input);
    BareSession.requireOk(status);
    for (int i = 1; i < fetched; i++) {
      TF_DeleteTensor(outputs.get(TF_Tensor.class, i));
    }
    return outputs.get(TF_Tensor.class, 0);
  }
}
