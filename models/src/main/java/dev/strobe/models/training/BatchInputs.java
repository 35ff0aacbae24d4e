package dev.strobe.models.training;

import dev.strobe.models.repnet.HeadInputs;
import dev.strobe.models.repnet.JointSpec;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat16;
import org.tensorflow.types.TFloat32;

/** Where a batch enters a graph. */
final class BatchInputs {

  private static final int BLOCKS = JointSpec.BLOCKS;

  private final Placeholder<TFloat16> local;
  private final Placeholder<TFloat16> whole;
  private final Placeholder<TFloat32> classes;
  private final Placeholder<TFloat32> on;

  BatchInputs(Ops tf) {
    this.local =
        tf.withName("local")
            .placeholder(TFloat16.class, Placeholder.shape(Shape.of(-1, BLOCKS, HeadInputs.LOCAL)));
    this.whole =
        tf.withName("whole")
            .placeholder(TFloat16.class, Placeholder.shape(Shape.of(-1, HeadInputs.WHOLE)));
    this.classes =
        tf.withName("classes")
            .placeholder(
                TFloat32.class, Placeholder.shape(Shape.of(-1, BLOCKS, JointSpec.PERIODS)));
    this.on =
        tf.withName("on").placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, BLOCKS)));
  }

  HeadInputs features(Ops tf) {
    return new HeadInputs(
        tf.dtypes.cast(local, TFloat32.class), tf.dtypes.cast(whole, TFloat32.class));
  }

  /** [window, block, class]. */
  Operand<TFloat32> classes() {
    return classes;
  }

  /** [window, block]. */
  Operand<TFloat32> on() {
    return on;
  }

  Session.Runner feed(Session.Runner runner, Tensors tensors) {
    return runner
        .feed(local, tensors.local)
        .feed(whole, tensors.whole)
        .feed(classes, tensors.classes)
        .feed(on, tensors.on);
  }

  static Tensors tensors(Batch batch) {
    int windows = batch.windows();
    return new Tensors(
        halves(batch.local(), Shape.of(windows, BLOCKS, HeadInputs.LOCAL)),
        halves(batch.whole(), Shape.of(windows, HeadInputs.WHOLE)),
        TFloat32.tensorOf(
            Shape.of(windows, BLOCKS, JointSpec.PERIODS), DataBuffers.of(batch.classes())),
        TFloat32.tensorOf(Shape.of(windows, BLOCKS), DataBuffers.of(batch.on())));
  }

  private static TFloat16 halves(byte[] values, Shape shape) {
    TFloat16 tensor = TFloat16.tensorOf(shape);
    tensor.asRawTensor().data().write(values);
    return tensor;
  }

  /** A batch as tensors, freed by {@link #close()}. */
  record Tensors(TFloat16 local, TFloat16 whole, TFloat32 classes, TFloat32 on)
      implements AutoCloseable {

    @Override
    public void close() {
      local.close();
      whole.close();
      classes.close();
      on.close();
    }
  }
}
