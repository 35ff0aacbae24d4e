package dev.strobe.transforms.infer;

import dev.strobe.transforms.predictor.ElementType;
import dev.strobe.transforms.predictor.ModelSpec;
import dev.strobe.transforms.predictor.Predictor;
import dev.strobe.transforms.predictor.PredictorException;
import dev.strobe.transforms.predictor.SignatureSpec;
import dev.strobe.transforms.predictor.Tensor;
import dev.strobe.transforms.predictor.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A period model whose scores depend on every pixel of a window and on its place, the same through
 * all three signatures. It fails on any request whose very first pixel is {@link #POISON}.
 */
public final class FakePeriodPredictor implements Predictor {
  static final int ROWS = 64;
  static final int CLASSES = 5;
  static final byte POISON = (byte) 255;
  private static final int PIXELS = FakeVideos.SHAPE.bytes();

  private final List<String> signatures;
  private final int hop;

  public FakePeriodPredictor(String... signatures) {
    this(ROWS, List.of(signatures));
  }

  private FakePeriodPredictor(int hop, List<String> signatures) {
    this.hop = hop;
    this.signatures = signatures;
  }

  /**
   * One whose clips are cut into windows every 32 rows, the last moved back so that it ends with
   * the clip.
   */
  static FakePeriodPredictor overlapping() {
    return new FakePeriodPredictor(ROWS / 2, List.of("clip"));
  }

  static ModelSpec spec(List<String> signatures) {
    Map<String, SignatureSpec> specs = new HashMap<>();
    for (String name : signatures) {
      specs.put(
          name,
          switch (name) {
            case "clip" ->
                signature(
                    List.of(
                        tensor("frames", ElementType.UINT8, -1L, 2L, 3L, 1L),
                        tensor("strides", ElementType.INT32, -1L)),
                    "period_logits",
                    "periodicity_logits");
            case "windows" ->
                signature(
                    List.of(tensor("frames", ElementType.UINT8, -1L, 64L, 2L, 3L, 1L)),
                    "period_logits",
                    "periodicity_logits");
            case "serving_default" ->
                signature(
                    List.of(tensor("input_1", ElementType.FLOAT, -1L, 64L, 2L, 3L, 1L)),
                    "output_1",
                    "output_2");
            default -> signature(List.of(tensor("x", ElementType.FLOAT, -1L)), "y", "z");
          });
    }
    return new ModelSpec("fake", 7, specs);
  }

  @Override
  public ModelSpec describe() {
    return spec(signatures);
  }

  @Override
  public CompletableFuture<Map<String, Tensor>> predict(
      String signature, Map<String, Tensor> inputs) {
    return switch (signature) {
      case "clip" -> clip(inputs.get("frames"), inputs.get("strides"));
      case "windows" -> windows(bytes(inputs.get("frames")), "period_logits", "periodicity_logits");
      case "serving_default" -> windows(unscaled(inputs.get("input_1")), "output_1", "output_2");
      default -> throw new AssertionError(signature);
    };
  }

  @Override
  public void close() {}

  /** The scores of a whole video, by the definition of the windows alone. */
  static List<StrideScores> scoresOf(byte[] video, List<Integer> strides) {
    return scoresOf(video, strides, ROWS);
  }

  /** The same, for {@link #overlapping}. */
  static List<StrideScores> overlappingScoresOf(byte[] video, List<Integer> strides) {
    return scoresOf(video, strides, ROWS / 2);
  }

  private static List<StrideScores> scoresOf(byte[] video, List<Integer> strides, int hop) {
    List<StrideScores> scores = new ArrayList<>();
    for (int stride : strides) {
      List<Integer> starts = starts(video, stride, hop);
      List<byte[]> windows = starts.stream().map(start -> window(video, start, stride)).toList();
      scores.add(new StrideScores(stride, starts, rows(windows)));
    }
    return scores;
  }

  private static List<Integer> starts(byte[] video, int stride, int hop) {
    int frames = video.length / PIXELS;
    int samples = (frames + stride - 1) / stride;
    List<Integer> starts = new ArrayList<>();
    if (hop == ROWS) {
      for (int sample = 0; sample < samples; sample += ROWS) {
        starts.add(sample * stride);
      }
      return starts;
    }
    int last = Math.max(0, samples - ROWS);
    for (int sample = 0; sample < last; sample += hop) {
      starts.add(sample * stride);
    }
    starts.add(last * stride);
    return starts;
  }

  static ScoreRows paddingOf(byte[] video) {
    byte[] last = Arrays.copyOfRange(video, video.length - PIXELS, video.length);
    return rows(List.of(window(last, 0, 1)));
  }

  private CompletableFuture<Map<String, Tensor>> clip(Tensor frames, Tensor strides) {
    byte[] video = bytes(frames);
    if (video[0] == POISON) {
      return poisoned();
    }
    List<byte[]> windows = new ArrayList<>();
    List<Integer> windowStrides = new ArrayList<>();
    List<Integer> windowStarts = new ArrayList<>();
    int[] wanted = new int[strides.ints().remaining()];
    strides.ints().get(wanted);
    for (int stride : wanted) {
      for (int start : starts(video, stride, hop)) {
        windows.add(window(video, start, stride));
        windowStrides.add(stride);
        windowStarts.add(start);
      }
    }
    Map<String, Tensor> outputs = outputs(windows, "period_logits", "periodicity_logits");
    outputs.put("window_stride", ints(windowStrides));
    outputs.put("window_start", ints(windowStarts));
    return CompletableFuture.completedFuture(outputs);
  }

  private static CompletableFuture<Map<String, Tensor>> windows(
      byte[] pixels, String period, String periodicity) {
    if (pixels[0] == POISON) {
      return poisoned();
    }
    List<byte[]> windows = new ArrayList<>();
    for (int at = 0; at < pixels.length; at += ROWS * PIXELS) {
      windows.add(Arrays.copyOfRange(pixels, at, at + ROWS * PIXELS));
    }
    return CompletableFuture.completedFuture(outputs(windows, period, periodicity));
  }

  private static CompletableFuture<Map<String, Tensor>> poisoned() {
    return CompletableFuture.failedFuture(
        new PredictorException("UNAVAILABLE", "fake: not there", 3, null));
  }

  private static byte[] window(byte[] video, int start, int stride) {
    byte[] window = new byte[ROWS * PIXELS];
    int last = video.length / PIXELS - 1;
    for (int row = 0; row < ROWS; row++) {
      int frame = Math.min(start + row * stride, last);
      System.arraycopy(video, frame * PIXELS, window, row * PIXELS, PIXELS);
    }
    return window;
  }

  private static Map<String, Tensor> outputs(
      List<byte[]> windows, String period, String periodicity) {
    ScoreRows rows = rows(windows);
    Map<String, Tensor> outputs = new HashMap<>();
    outputs.put(period, floats(rows.periods(), windows.size(), CLASSES));
    outputs.put(periodicity, floats(rows.periodicities(), windows.size(), 1));
    return outputs;
  }

  private static ScoreRows rows(List<byte[]> windows) {
    float[] period = new float[windows.size() * ROWS * CLASSES];
    float[] periodicity = new float[windows.size() * ROWS];
    for (int w = 0; w < windows.size(); w++) {
      float whole = 0;
      for (int i = 0; i < windows.get(w).length; i++) {
        whole += (windows.get(w)[i] & 0xff) * (i % 7 + 1) * 1e-6f;
      }
      for (int row = 0; row < ROWS; row++) {
        float own = 0;
        for (int i = 0; i < PIXELS; i++) {
          own += (windows.get(w)[row * PIXELS + i] & 0xff) * (i + 1) * 1e-4f;
        }
        int at = w * ROWS + row;
        for (int c = 0; c < CLASSES; c++) {
          period[at * CLASSES + c] = own * c + whole + row * 0.01f;
        }
        periodicity[at] = own - whole;
      }
    }
    return ScoreRows.of(CLASSES, period, periodicity);
  }

  private static byte[] bytes(Tensor tensor) {
    byte[] bytes = new byte[tensor.data().remaining()];
    tensor.data().get(bytes);
    return bytes;
  }

  private static byte[] unscaled(Tensor tensor) {
    FloatBuffer floats = tensor.floats();
    byte[] bytes = new byte[floats.remaining()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.round(floats.get() * 127.5f + 127.5f);
    }
    return bytes;
  }

  private static Tensor floats(FloatBuffer values, int windows, int last) {
    ByteBuffer data = ByteBuffer.allocate(values.remaining() * 4).order(ByteOrder.LITTLE_ENDIAN);
    data.asFloatBuffer().put(values);
    return Tensor.of(ElementType.FLOAT, new long[] {windows, ROWS, last}, data);
  }

  private static Tensor ints(List<Integer> values) {
    return Tensor.ofInts(values.stream().mapToInt(Integer::intValue).toArray());
  }

  private static SignatureSpec signature(List<TensorSpec> inputs, String... outputs) {
    Map<String, TensorSpec> in = new HashMap<>();
    inputs.forEach(input -> in.put(input.name(), input));
    Map<String, TensorSpec> out = new HashMap<>();
    for (String output : outputs) {
      out.put(output, tensor(output, ElementType.FLOAT, -1L, 64L, -1L));
    }
    return new SignatureSpec(in, out);
  }

  private static TensorSpec tensor(String name, ElementType type, Long... shape) {
    return new TensorSpec(name, Optional.of(type), Optional.of(List.of(shape)));
  }
}
