package dev.strobe.models.repnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

final class JointExportTest {

  private static final int SIDE = 96;
  private static final int PIXELS = SIDE * SIDE;

  @TempDir static Path directory;

  private static SavedModelBundle model;

  @BeforeAll
  static void exportAndLoad() throws IOException {
    Path file =
        JointExport.write(JointSpec.defaults(), JointWeights.random(), directory.resolve("1"));
    model =
        SavedModelBundle.loader(file.getParent().toString())
            .withTags("serve")
            .withConfigProto(ConfigProto.newBuilder().setInterOpParallelismThreads(-1).build())
            .load();
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @ParameterizedTest
  @CsvSource({
    "64, '1'",
    "65, '1'",
    "128, '2,1'",
    "130, '1,2'",
    "257, '4,1'",
    "300, '3,4'",
    "530, '1,2,4,8'"
  })
  void fullWindowsOfAClipGetTheNumbersOfTheOtherSignatures(int frames, String strides) {
    int[] steps = ints(strides);
    for (byte[] changing : new byte[][] {glowing(frames), flickering(frames)}) {
      byte[] pixels = held(changing, steps);
      try (Clip clip = Clip.of(pixels, steps)) {
        int window = 0;
        for (int stride : steps) {
          for (int start : starts(frames, stride)) {
            assertThat(clip.stride(window)).isEqualTo(stride);
            assertThat(clip.start(window)).isEqualTo(start);
            byte[] rows = rows(pixels, start, stride);
            clip.assertSame(window, windows(rows), "period_logits", "periodicity_logits");
            clip.assertSame(window, servingDefault(rows), "output_1", "output_2");
            window++;
          }
        }
        assertThat(clip.windows()).isEqualTo(window);
      }
    }
  }

  @Test
  void clipOfAWindowGetsTheNumbersOfTheOtherSignatures() {
    for (byte[] pixels : new byte[][] {noise(64), flickering(64)}) {
      try (Clip clip = Clip.of(pixels, 1)) {
        clip.assertSame(0, windows(pixels), "period_logits", "periodicity_logits");
        clip.assertSame(0, servingDefault(pixels), "output_1", "output_2");
      }
    }
  }

  /** Every frame held for as long as any stride, so that a sample's frames are all as its first. */
  private static byte[] held(byte[] pixels, int[] strides) {
    int length = Arrays.stream(strides).reduce(1, JointExportTest::leastCommonMultiple);
    byte[] held = new byte[pixels.length];
    for (int frame = 0; frame < pixels.length / PIXELS; frame++) {
      int from = frame - frame % length;
      System.arraycopy(pixels, from * PIXELS, held, frame * PIXELS, PIXELS);
    }
    return held;
  }

  private static int leastCommonMultiple(int a, int b) {
    int multiple = a;
    while (multiple % b != 0) {
      multiple += a;
    }
    return multiple;
  }

  @ParameterizedTest
  @CsvSource({"1, '1,2,4,8'", "2, '1,2'", "3, '2'", "12, '1,8,65536'", "63, '1,4'"})
  void shortClipsHaveOneWindowAStride(int frames, String strides) {
    int[] steps = ints(strides);
    try (Clip clip = Clip.of(swinging(frames), steps)) {
      assertThat(clip.windows()).isEqualTo(steps.length);
      for (int window = 0; window < steps.length; window++) {
        assertThat(clip.stride(window)).isEqualTo(steps[window]);
        assertThat(clip.start(window)).isZero();
      }
      clip.assertFinite();
    }
  }

  /** Every 32 samples while windows are full, and one more that ends with the clip. */
  private static List<Integer> starts(int frames, int stride) {
    int samples = (frames + stride - 1) / stride;
    List<Integer> starts = new ArrayList<>();
    for (int start = 0; start <= samples - 64; start += 32) {
      starts.add(start * stride);
    }
    if ((samples - 64) % 32 != 0) {
      starts.add((samples - 64) * stride);
    }
    return starts;
  }

  @Test
  void clipOfNoFramesHasNoWindows() {
    try (Clip clip = Clip.of(new byte[0], 1, 2)) {
      assertThat(clip.windows()).isZero();
    }
  }

  @Test
  void noStridesGiveNoWindows() {
    try (Clip clip = Clip.of(noise(70))) {
      assertThat(clip.windows()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void strideOutOfRangeIsRefused(int stride) {
    assertThatThrownBy(() -> Clip.of(noise(10), 1, stride).close())
        .hasMessageContaining("strides must be in [1, 65536]");
  }

  @Test
  void framesOfAnotherSizeAreRefused() {
    try (TUint8 frames = TUint8.tensorOf(Shape.of(3, SIDE - 1, SIDE, 1));
        TInt32 strides = TInt32.vectorOf(1)) {
      assertThatThrownBy(() -> call("clip", Map.of("frames", frames, "strides", strides)).close())
          .hasMessageContaining("multiple of");
    }
  }

  @Test
  void equalWeightsGiveEqualFiles() throws IOException {
    Path again =
        JointExport.write(JointSpec.defaults(), JointWeights.random(), directory.resolve("2"));
    assertThat(again)
        .hasBinaryContent(Files.readAllBytes(directory.resolve("1").resolve("saved_model.pb")));
  }

  private static Result windows(byte[] rows) {
    try (TUint8 frames = TUint8.tensorOf(Shape.of(1, 64, SIDE, SIDE, 1))) {
      frames.asRawTensor().data().write(rows);
      return call("windows", Map.of("frames", frames));
    }
  }

  private static Result servingDefault(byte[] rows) {
    float[] scaled = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      scaled[i] = ((rows[i] & 0xff) - 127.5f) / 127.5f;
    }
    try (TFloat32 frames = TFloat32.tensorOf(Shape.of(1, 64, SIDE, SIDE, 1))) {
      frames.asRawTensor().data().asFloats().write(scaled);
      return call("serving_default", Map.of("input_1", frames));
    }
  }

  private static Result call(String signature, Map<String, Tensor> inputs) {
    return model.function(signature).call(inputs);
  }

  private static byte[] rows(byte[] pixels, int start, int stride) {
    byte[] rows = new byte[64 * PIXELS];
    int last = pixels.length / PIXELS - 1;
    for (int row = 0; row < 64; row++) {
      int frame = Math.min(start + row * stride, last);
      System.arraycopy(pixels, frame * PIXELS, rows, row * PIXELS, PIXELS);
    }
    return rows;
  }

  private static byte[] noise(int frames) {
    byte[] pixels = new byte[frames * PIXELS];
    new Random(frames).nextBytes(pixels);
    return pixels;
  }

  /** A lamp that glows with a period of 23 frames in front of a grainy wall; nothing moves. */
  private static byte[] glowing(int frames) {
    return lamp(frames, t -> 140 + 100 * Math.sin(2 * Math.PI * t / 23));
  }

  /** A lamp that is brighter or darker in every frame. */
  private static byte[] flickering(int frames) {
    Random random = new Random(frames);
    return lamp(frames, t -> 40 + random.nextInt(200));
  }

  private static byte[] lamp(int frames, IntToDoubleFunction brightness) {
    byte[] pixels = new byte[frames * PIXELS];
    byte[] wall = new byte[PIXELS];
    new Random(1).nextBytes(wall);
    for (int frame = 0; frame < frames; frame++) {
      byte bright = (byte) brightness.applyAsDouble(frame);
      for (int i = 0; i < PIXELS; i++) {
        int row = i / SIDE;
        boolean inside = Math.hypot(i - row * SIDE - 60, row - 33.3) < 11;
        pixels[frame * PIXELS + i] = inside ? bright : wall[i];
      }
    }
    return pixels;
  }

  /** A bright disc that swings before a gradient, with a period of 23 frames. */
  private static byte[] swinging(int frames) {
    byte[] pixels = new byte[frames * PIXELS];
    for (int frame = 0; frame < frames; frame++) {
      double centre = 48 + 28 * Math.sin(2 * Math.PI * frame / 23);
      for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
          boolean inside = Math.hypot(x - centre, y - 43.3) < 12;
          pixels[frame * PIXELS + y * SIDE + x] = (byte) (inside ? 230 : 40 + x);
        }
      }
    }
    return pixels;
  }

  private static int[] ints(String list) {
    return Arrays.stream(list.split(",")).mapToInt(Integer::parseInt).toArray();
  }

  private record Clip(Result result) implements AutoCloseable {

    static Clip of(byte[] pixels, int... strides) {
      try (TUint8 frames = TUint8.tensorOf(Shape.of(pixels.length / PIXELS, SIDE, SIDE, 1));
          TInt32 steps = TInt32.tensorOf(Shape.of(strides.length))) {
        frames.asRawTensor().data().write(pixels);
        steps.asRawTensor().data().asInts().write(strides);
        return new Clip(call("clip", Map.of("frames", frames, "strides", steps)));
      }
    }

    long windows() {
      Shape period = tensor(result, "period_logits").shape();
      assertThat(period).isEqualTo(Shape.of(period.get(0), 64, 32));
      assertThat(tensor(result, "periodicity_logits").shape())
          .isEqualTo(Shape.of(period.get(0), 64, 1));
      return period.get(0);
    }

    int stride(int window) {
      return ((TInt32) tensor(result, "window_stride")).getInt(window);
    }

    int start(int window) {
      return ((TInt32) tensor(result, "window_start")).getInt(window);
    }

    void assertFinite() {
      for (float value : floats(tensor(result, "period_logits"))) {
        assertThat(value).isFinite();
      }
    }

    void assertSame(int window, Result other, String period, String periodicity) {
      try (other) {
        assertSame(window, "period_logits", floats(tensor(other, period)));
        assertSame(window, "periodicity_logits", floats(tensor(other, periodicity)));
      }
    }

    private void assertSame(int window, String name, float[] expected) {
      float[] all = floats(tensor(result, name));
      for (int i = 0; i < expected.length; i++) {
        assertThat(all[window * expected.length + i]).isCloseTo(expected[i], within(5e-3f));
      }
    }

    @Override
    public void close() {
      result.close();
    }

    private static Tensor tensor(Result result, String name) {
      return result.get(name).orElseThrow();
    }

    private static float[] floats(Tensor tensor) {
      float[] values = new float[(int) tensor.shape().size()];
      ((TFloat32) tensor).asRawTensor().data().asFloats().read(values);
      return values;
    }
  }
}
