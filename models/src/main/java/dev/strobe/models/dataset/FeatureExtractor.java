package dev.strobe.models.dataset;

import dev.strobe.models.repnet.HeadInputs;
import dev.strobe.models.repnet.JointFeatures;
import dev.strobe.models.repnet.SampleRule;
import dev.strobe.models.repnet.SampleWindows;
import dev.strobe.models.scene.SceneClip;
import java.util.List;
import java.util.function.ToIntFunction;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/**
 * The model's own graph up to its head, run on windows of clips. Several threads may use it at
 * once; each call runs in its caller's thread, so that equal windows give equal bits.
 */
final class FeatureExtractor implements AutoCloseable {

  private final Graph graph;
  private final Session session;
  private final Placeholder<TUint8> pixels;
  private final Placeholder<TInt32> strides;
  private final Placeholder<TInt32> starts;
  private final Placeholder<TInt32> counts;
  private final Operand<TFloat16> local;
  private final Operand<TFloat16> whole;

  FeatureExtractor(SampleRule samples) {
    this.graph = new Graph();
    Ops tf = Ops.create(graph);
    this.pixels =
        tf.placeholder(
            TUint8.class, Placeholder.shape(Shape.of(-1, SceneClip.SIDE, SceneClip.SIDE, 1)));
    this.strides = vector(tf);
    this.starts = vector(tf);
    this.counts = vector(tf);
    var grey = tf.math.mul(tf.dtypes.cast(pixels, TFloat32.class), tf.constant(1 / 255f));
    HeadInputs inputs =
        new JointFeatures(tf, samples).ofClip(grey, new SampleWindows(strides, starts, counts));
    this.local = tf.dtypes.cast(inputs.local(), TFloat16.class);
    this.whole = tf.dtypes.cast(inputs.whole(), TFloat16.class);
    this.session =
        new Session(
            graph,
            ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(1)
                .setInterOpParallelismThreads(-1)
                .build());
  }

  /**
   * Features of windows in half precision.
   *
   * @param local [window, block, {@link HeadInputs#LOCAL}]
   * @param whole [window, {@link HeadInputs#WHOLE}]
   */
  @SuppressWarnings("ArrayRecordComponent") // written to a file at once; nobody compares them
  record Halves(byte[] local, byte[] whole) {}

  Halves of(SceneClip clip, List<WindowChoice> windows) {
    try (TUint8 frames =
            TUint8.tensorOf(Shape.of(clip.frames(), SceneClip.SIDE, SceneClip.SIDE, 1));
        TInt32 stride = vector(windows, WindowChoice::stride);
        TInt32 start = vector(windows, WindowChoice::start);
        TInt32 count = vector(windows, WindowChoice::count)) {
      frames.asRawTensor().data().write(clip.pixels());
      try (Result result =
          session
              .runner()
              .feed(pixels, frames)
              .feed(strides, stride)
              .feed(starts, start)
              .feed(counts, count)
              .fetch(local)
              .fetch(whole)
              .run()) {
        return new Halves(bytes(result, 0), bytes(result, 1));
      }
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }

  private static byte[] bytes(Result result, int index) {
    var data = ((TType) result.get(index)).asRawTensor().data();
    byte[] bytes = new byte[(int) data.size()];
    data.read(bytes);
    return bytes;
  }

  private static TInt32 vector(List<WindowChoice> windows, ToIntFunction<WindowChoice> part) {
    return TInt32.vectorOf(windows.stream().mapToInt(part).toArray());
  }

  private static Placeholder<TInt32> vector(Ops tf) {
    return tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
  }
}
