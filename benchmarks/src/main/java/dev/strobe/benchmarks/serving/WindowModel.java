package dev.strobe.benchmarks.serving;

import dev.strobe.models.savedmodel.ModelSignature;
import dev.strobe.models.savedmodel.SavedModelWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/**
 * A model of windows of 64 frames of 112 x 112 pixels that costs about 11 thousand million
 * multiplications a window, an eighth of what RepNet's layers do: a convolutional encoder for every
 * frame, means over its positions, a layer for the logits. Its weights are all alike, which takes
 * as long as others would.
 */
final class WindowModel {
  static final String SIGNATURE = "windows";
  static final String INPUT = "frames";
  static final long[] WINDOW = {1, 64, 112, 112, 3};

  private static final int CHANNELS = 128;
  private static final int PERIODS = 32;

  private final Ops tf;

  private WindowModel(Ops tf) {
    this.tf = tf;
  }

  /** Writes a version of the model to a directory that is not there yet. */
  static void write(Path version) throws IOException {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      long[] shape = WINDOW.clone();
      shape[0] = Shape.UNKNOWN_SIZE;
      var frames = tf.withName(INPUT).placeholder(TUint8.class, Placeholder.shape(Shape.of(shape)));
      Operand<TFloat32> logits = new WindowModel(tf).logits(frames);
      var signature =
          new ModelSignature(SIGNATURE, Map.of(INPUT, frames), Map.of("period_logits", logits));
      Path unused = SavedModelWriter.write(graph, List.of(signature), version);
    }
  }

  private Operand<TFloat32> logits(Operand<TUint8> frames) {
    Operand<TFloat32> scaled =
        tf.math.div(tf.dtypes.cast(frames, TFloat32.class), tf.constant(255f));
    Operand<TFloat32> x = tf.reshape(scaled, tf.constant(new int[] {-1, 112, 112, 3}));
    x = convolve(x, 7, 3, 64, 2);
    x = convolve(x, 3, 64, 64, 2);
    x = convolve(x, 3, 64, 64, 1);
    x = convolve(x, 3, 64, 64, 1);
    x = convolve(x, 3, 64, CHANNELS, 2);
    x = convolve(x, 3, CHANNELS, CHANNELS, 1);
    x = convolve(x, 3, CHANNELS, CHANNELS, 1);
    Operand<TFloat32> embeddings = tf.math.mean(x, tf.constant(new int[] {1, 2}));
    Operand<TFloat32> rows = tf.linalg.matMul(embeddings, even(CHANNELS, PERIODS));
    return tf.reshape(rows, tf.constant(new int[] {-1, 64, PERIODS}));
  }

  private Operand<TFloat32> convolve(Operand<TFloat32> x, int side, int from, int to, long stride) {
    Operand<TFloat32> convolved =
        tf.nn.conv2d(x, even(side, side, from, to), List.of(1L, stride, stride, 1L), "SAME");
    return tf.nn.relu(convolved);
  }

  /** Weights that keep the mean of what they are applied to. */
  private Operand<TFloat32> even(int... shape) {
    int outputs = shape[shape.length - 1];
    int inputs = Arrays.stream(shape).reduce(1, (a, b) -> a * b) / outputs;
    Operand<TInt32> dimensions = tf.constant(shape);
    return tf.fill(dimensions, tf.constant(1f / inputs));
  }
}
