package dev.strobe.benchmarks.serving;

import com.google.protobuf.ByteString;
import dev.strobe.models.savedmodel.ModelSignature;
import dev.strobe.models.savedmodel.SavedModelWriter;
import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.PredictRequest;
import dev.strobe.protos.serving.PredictResponse;
import dev.strobe.protos.tensorflow.DataType;
import dev.strobe.protos.tensorflow.TensorProto;
import dev.strobe.protos.tensorflow.TensorShapeProto;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.tensorflow.Graph;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * A model and what it is asked.
 *
 * @param title for the reader
 * @param model directory with the model's versions, of which there is one
 * @param signature which to ask
 * @param alias of its only input
 * @param input what the only input is given
 * @param output the bytes of the right answer, in row-major, little-endian order
 * @param flags what our server is told besides where the model is
 * @param loads under which it is measured
 * @param warmUpCalls so many until all code is compiled
 */
public record Workload(
    String title,
    Path model,
    String signature,
    String alias,
    TensorProto input,
    ByteString output,
    List<String> flags,
    List<Load> loads,
    int warmUpCalls) {
  private static final String MODEL_NAME = "model";
  private static final String VERSION = "1";
  private static final String DEFAULT_SIGNATURE = "serving_default";
  private static final String INPUT = "x";
  private static final String OUTPUT = "y";
  private static final int SIDE = 4096;
  private static final long[] WINDOW = {1, 64, 224, 224, 3};

  /** One number into TensorFlow Serving's best known model: hardly more than the way there. */
  public static Workload halfPlusTwo() {
    TensorProto one = tensor(DataType.DT_FLOAT, 1, 1).addFloatVal(1).build();
    ByteBuffer answer =
        ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(2.5f).flip();
    return new Workload(
        "half_plus_two, one float",
        resource("/models/own_half_plus_two"),
        DEFAULT_SIGNATURE,
        INPUT,
        one,
        ByteString.copyFrom(answer),
        List.of(),
        List.of(
            Load.of(1),
            Load.of(8),
            Load.of(64),
            Load.of(64).onConnections(4),
            Load.of(64).onConnections(4).withDeadline(Duration.ofMinutes(1))),
        500_000);
  }

  /** A window of 64 frames that comes back as it is: the weight of the bytes alone. */
  static Workload identity(Path directory) throws IOException {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      var x = tf.withName(INPUT).placeholder(TUint8.class);
      var y = tf.withName(OUTPUT).identity(x);
      var signature = new ModelSignature(DEFAULT_SIGNATURE, Map.of(INPUT, x), Map.of(OUTPUT, y));
      Path unused = SavedModelWriter.write(graph, List.of(signature), directory.resolve(VERSION));
    }
    byte[] pixels = new byte[64 * 224 * 224 * 3];
    new Random(1).nextBytes(pixels);
    ByteString content = ByteString.copyFrom(pixels);
    return new Workload(
        "identity, 9.6 MB of uint8 there and back",
        directory,
        DEFAULT_SIGNATURE,
        INPUT,
        tensor(DataType.DT_UINT8, WINDOW).setTensorContent(content).build(),
        content,
        List.of("--enable_serialization_as_tensor_content"),
        List.of(Load.of(8)),
        2_000);
  }

  /** A row by a matrix of 64 MB, which costs the same for many rows. */
  static Workload matmul(Path directory) throws IOException {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      var x =
          tf.withName(INPUT)
              .placeholder(TFloat32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE, SIDE)));
      var weights = tf.fill(tf.constant(new int[] {SIDE, SIDE}), tf.constant(1f / SIDE));
      var y = tf.withName(OUTPUT).linalg.matMul(x, weights);
      var signature = new ModelSignature(DEFAULT_SIGNATURE, Map.of(INPUT, x), Map.of(OUTPUT, y));
      Path unused = SavedModelWriter.write(graph, List.of(signature), directory.resolve(VERSION));
    }
    ByteBuffer ones = ByteBuffer.allocate(SIDE * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    while (ones.hasRemaining()) {
      ones.putFloat(1);
    }
    ByteString row = ByteString.copyFrom(ones.flip());
    return new Workload(
        "one row by a matrix of 4096 x 4096 floats",
        directory,
        DEFAULT_SIGNATURE,
        INPUT,
        tensor(DataType.DT_FLOAT, 1, SIDE).setTensorContent(row).build(),
        row,
        List.of("--enable_serialization_as_tensor_content"),
        List.of(Load.of(64)),
        2_000);
  }

  /** One window of noise into signature {@code windows} of the repetition model. */
  static Workload windows(Path model) {
    return windows("one window of 64 frames of 96 x 96", model, 2_000, 1, 64, 96, 96, 1);
  }

  /** One window of noise into a {@link WindowModel}, which is written to the directory. */
  static Workload largeWindows(Path directory) throws IOException {
    WindowModel.write(directory.resolve(VERSION));
    return windows("one window of 64 frames of 112 x 112", directory, 20, WindowModel.WINDOW);
  }

  private static Workload windows(String title, Path model, int warmUpCalls, long... shape) {
    byte[] pixels = new byte[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    new Random(1).nextBytes(pixels);
    return new Workload(
        title,
        model,
        WindowModel.SIGNATURE,
        WindowModel.INPUT,
        tensor(DataType.DT_UINT8, shape).setTensorContent(ByteString.copyFrom(pixels)).build(),
        ByteString.EMPTY,
        List.of(),
        List.of(Load.of(16).onConnections(2)),
        warmUpCalls);
  }

  Workload withFlags(List<String> newFlags) {
    List<String> all = new ArrayList<>(flags);
    all.addAll(newFlags);
    return new Workload(title, model, signature, alias, input, output, all, loads, warmUpCalls);
  }

  Workload withLoads(List<Load> newLoads) {
    return new Workload(
        title, model, signature, alias, input, output, flags, newLoads, warmUpCalls);
  }

  private static TensorProto.Builder tensor(DataType type, long... shape) {
    TensorShapeProto.Builder dims = TensorShapeProto.newBuilder();
    for (long size : shape) {
      dims.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    return TensorProto.newBuilder().setDtype(type).setTensorShape(dims);
  }

  private static Path resource(String name) {
    try {
      return Path.of(Workload.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(name, e);
    }
  }

  /** The request, in bytes. */
  byte[] request() {
    return PredictRequest.newBuilder()
        .setModelSpec(ModelSpec.newBuilder().setName(MODEL_NAME).setSignatureName(signature))
        .putInputs(alias, input)
        .build()
        .toByteArray();
  }

  /** The arguments of a server that knows no flags. */
  List<String> plainArgs(int port) {
    return List.of(Integer.toString(port), model.resolve(VERSION).toString());
  }

  /** The arguments of our server. */
  List<String> serverArgs(int port) {
    List<String> args = new ArrayList<>(flags);
    args.add("--port=" + port);
    args.add("--model_name=" + MODEL_NAME);
    args.add("--model_base_path=" + model);
    return args;
  }

  /** The most connections that any of the loads takes. */
  int connections() {
    return loads.stream().mapToInt(Load::connections).max().orElseThrow();
  }

  /**
   * Looks at an answer.
   *
   * @throws IllegalStateException if it is wrong
   */
  void check(PredictResponse response) {
    TensorProto tensor = response.getOutputsOrThrow(OUTPUT);
    ByteString bytes = tensor.getTensorContent();
    if (bytes.isEmpty()) {
      ByteBuffer values =
          ByteBuffer.allocate(tensor.getFloatValCount() * Float.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN);
      tensor.getFloatValList().forEach(values::putFloat);
      bytes = ByteString.copyFrom(values.flip());
    }
    if (!bytes.equals(output)) {
      throw new IllegalStateException("a wrong answer of the model for: " + title);
    }
  }
}
