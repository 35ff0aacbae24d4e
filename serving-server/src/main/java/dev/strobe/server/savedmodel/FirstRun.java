package dev.strobe.server.savedmodel;

import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.DType;
import dev.strobe.server.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Takes from a signature's first run what makes it slow. When nodes are first fed and fetched
 * together, TensorFlow cuts out and optimises the graph between them and makes its kernels, before
 * it looks at the types of what is fed. So a run that feeds the wrong types prepares all that, runs
 * nothing and fails.
 */
final class FirstRun {
  private static final long[] NOTHING = {0};

  private FirstRun() {}

  /**
   * Prepares the runs that fetch all outputs of a signature.
   *
   * @return why the run failed; empty if there was none, since nothing is fed, or if TensorFlow
   *     took the wrong types, which is no reason not to load the model
   */
  static Optional<ServingException> prepare(
      NativeSession session, BoundSignature signature, RunFrame frame) {
    if (signature.inputs().isEmpty()) {
      return Optional.empty();
    }
    List<Tensor> wrong =
        signature.inputs().stream().map(input -> wrong(input.node().dtype())).toList();
    try {
      frame.run(session.session(), signature.feed(), wrong, signature.all()).forEach(Tensor::close);
      return Optional.empty();
    } catch (ServingException e) {
      return Optional.of(e);
    }
  }

  private static Tensor wrong(Optional<DType> right) {
    boolean isInt8 = right.isPresent() && right.get() == DType.INT8;
    return Tensor.of(isInt8 ? DType.UINT8 : DType.INT8, NOTHING, ByteBuffer.allocateDirect(0));
  }
}
