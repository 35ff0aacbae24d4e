package dev.strobe.transforms.infer;

import dev.strobe.transforms.decode.FrameShape;
import dev.strobe.transforms.predictor.ElementType;
import dev.strobe.transforms.predictor.ModelSpec;
import dev.strobe.transforms.predictor.SignatureSpec;
import dev.strobe.transforms.predictor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Signatures that are given the windows one by one, {@code [n, rows, height, width, channels]}, so
 * that a frame goes over once for each stride: {@code windows}, which takes bytes, and the {@code
 * serving_default} of RepNet's published export, which takes numbers in [-1, 1].
 *
 * @param name the signature's key
 * @param input alias of the frames
 * @param type UINT8 or FLOAT
 * @param periodLogits alias of the output {@code [n, rows, classes]}
 * @param periodicityLogits alias of the output {@code [n, rows, 1]}
 */
record WindowsSignature(
    String name,
    String input,
    ElementType type,
    String periodLogits,
    String periodicityLogits,
    FrameShape frameShape,
    int windowRows)
    implements PeriodSignature {
  static final String WINDOWS = "windows";
  static final String PUBLISHED = "serving_default";
  private static final int MAX_WINDOWS = 16;
  private static final long MAX_BYTES = 32L << 20;

  static Optional<WindowsSignature> findWindows(ModelSpec model) {
    return find(model, WINDOWS, "frames", ElementType.UINT8, "period_logits", "periodicity_logits");
  }

  static Optional<WindowsSignature> findPublished(ModelSpec model) {
    return find(model, PUBLISHED, "input_1", ElementType.FLOAT, "output_1", "output_2");
  }

  private static Optional<WindowsSignature> find(
      ModelSpec model,
      String name,
      String input,
      ElementType type,
      String periodLogits,
      String periodicityLogits) {
    SignatureSpec signature = model.signatures().get(name);
    if (signature == null || !signature.outputs().containsKey(periodicityLogits)) {
      return Optional.empty();
    }
    return new TensorShapes(signature)
        .input(input, type, 5)
        .filter(shape -> shape.get(1) > 0)
        .flatMap(
            shape ->
                TensorShapes.frameShape(shape)
                    .map(
                        frames ->
                            new WindowsSignature(
                                name,
                                input,
                                type,
                                periodLogits,
                                periodicityLogits,
                                frames,
                                Math.toIntExact(shape.get(1)))));
  }

  @Override
  public boolean modelCutsWindows() {
    return false;
  }

  @Override
  public Stream<PeriodRequest> requests(FrameClip clip) {
    List<Window> windows = clip.windows(windowRows);
    int each = windowsPerRequest();
    return IntStream.range(0, (windows.size() + each - 1) / each)
        .mapToObj(i -> windows.subList(i * each, Math.min(windows.size(), (i + 1) * each)))
        .map(some -> request(clip, some));
  }

  private int windowsPerRequest() {
    long windowBytes = (long) windowRows * frameShape.bytes() * type.bytes();
    return (int) Math.max(1, Math.min(MAX_WINDOWS, MAX_BYTES / windowBytes));
  }

  private PeriodRequest request(FrameClip clip, List<Window> windows) {
    long[] shape = {
      windows.size(), windowRows, frameShape.height(), frameShape.width(), frameShape.channels()
    };
    ByteBuffer data = data(clip, windows);
    List<Window> inVideo =
        windows.stream()
            .map(window -> new Window(window.stride(), clip.firstFrame() + window.start()))
            .toList();
    return new PeriodRequest(
        name,
        Map.of(input, Tensor.of(type, shape, data)),
        data.remaining(),
        answer ->
            new WindowScores(
                inVideo, answer.rows(periodLogits, periodicityLogits, inVideo.size(), windowRows)));
  }

  private ByteBuffer data(FrameClip clip, List<Window> windows) {
    int bytes = windows.size() * windowRows * frameShape.bytes() * type.bytes();
    ByteBuffer data = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    FloatBuffer floats = data.asFloatBuffer();
    for (Window window : windows) {
      for (int row = 0; row < windowRows; row++) {
        ByteBuffer frame = clip.frame(window.start() + row * window.stride());
        if (type == ElementType.FLOAT) {
          putScaled(frame, floats);
        } else {
          data.put(frame);
        }
      }
    }
    return data.rewind();
  }

  /** 0..255 becomes -1..1, as RepNet was trained. */
  private static void putScaled(ByteBuffer frame, FloatBuffer floats) {
    while (frame.hasRemaining()) {
      floats.put(((frame.get() & 0xff) - 127.5f) / 127.5f);
    }
  }
}
