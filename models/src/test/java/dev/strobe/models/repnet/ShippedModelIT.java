package dev.strobe.models.repnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/** The model in {@code testdata/models} on simple moving pictures. */
final class ShippedModelIT {

  private static final Path DIRECTORY = Path.of("..", "testdata", "models", "repnet-small", "1");
  private static final int SIZE = 96;
  private static final int FRAMES = 256;

  private static final int[] GRAINS = new Random(5).ints(SIZE * SIZE, 60, 160).toArray();

  private static SavedModelBundle model;

  @BeforeAll
  static void load() {
    model = SavedModelBundle.load(DIRECTORY.toString());
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void modelIsSmall() throws IOException {
    assertThat(Files.size(DIRECTORY.resolve("saved_model.pb"))).isLessThan(8_000_000);
  }

  @ParameterizedTest
  @CsvSource({"6, 1", "11, 1", "23, 1", "30, 2", "50, 2", "70, 3", "100, 4"})
  void periodOfASwingIsFound(int period, int stride) {
    Answer answer = ask(swing(period), stride);

    assertThat(answer.period * stride).isCloseTo(period, withinPercentage(10));
    assertThat(answer.periodicity).isGreaterThan(0.7);
  }

  @Test
  void sceneInWhichNothingMovesIsNotPeriodic() {
    assertThat(ask(new byte[FRAMES * SIZE * SIZE], 1).periodicity).isLessThan(0.2);
    assertThat(ask(noise(), 1).periodicity).isLessThan(0.2);
    assertThat(ask(noise(), 4).periodicity).isLessThan(0.2);
  }

  @ParameterizedTest
  @CsvSource({"11, 1", "23, 1", "30, 2"})
  void stillThatTheCameraShakesIsNotPeriodic(int period, int stride) {
    assertThat(ask(shaken(period), stride).periodicity).isLessThan(0.1);
  }

  @ParameterizedTest
  @CsvSource({"11, 1", "23, 1", "30, 2"})
  void periodOfSomethingBeforeAShakingCameraIsFound(int period, int stride) {
    int[] down = IntStream.range(0, FRAMES).map(t -> (int) (6 + 6 * Math.sin(0.7 * t))).toArray();
    int[] right = IntStream.range(0, FRAMES).map(t -> (int) (6 + 6 * Math.sin(1.1 * t))).toArray();
    byte[] pixels =
        pixels(
            (y, x, t) -> {
              double middle = 54 + 12 * Math.sin(2 * Math.PI * t / period);
              boolean inside = Math.hypot(x + right[t] - middle, y + down[t] - 54) < 9;
              return inside ? 230 : wall(y + down[t], x + right[t]);
            });

    Answer answer = ask(pixels, stride);

    assertThat(answer.period * stride).isCloseTo(period, withinPercentage(10));
    assertThat(answer.periodicity).isGreaterThan(0.3);
  }

  /** The first window of a stride: what its middle row says. */
  private static Answer ask(byte[] pixels, int stride) {
    try (TUint8 frames = TUint8.tensorOf(Shape.of(FRAMES, SIZE, SIZE, 1));
        TInt32 strides = TInt32.vectorOf(stride)) {
      frames.asRawTensor().data().write(pixels);
      try (Result result =
          model.function("clip").call(Map.of("frames", frames, "strides", strides))) {
        var period = (TFloat32) result.get("period_logits").orElseThrow();
        var periodicity = (TFloat32) result.get("periodicity_logits").orElseThrow();
        int best = 0;
        for (int c = 1; c < 32; c++) {
          best = period.getFloat(0, 30, c) > period.getFloat(0, 30, best) ? c : best;
        }
        return new Answer(best + 1, 1 / (1 + Math.exp(-periodicity.getFloat(0, 30, 0))));
      }
    }
  }

  private static byte[] swing(double period) {
    return pixels(
        (y, x, frame) -> {
          double angle = Math.sin(2 * Math.PI * frame / period);
          double centreX = 48 + 30 * angle;
          double centreY = 60 - 16 * angle * angle + 6 * Math.cos(2 * Math.PI * frame / period);
          return Math.hypot(x - centreX, y - centreY) < 14 ? 220 : 30 + (x + y) / 2;
        });
  }

  /** A view of waves of many directions that goes round in a circle. */
  private static byte[] shaken(double period) {
    return pixels(
        (y, x, frame) -> {
          double down = 4 * Math.sin(2 * Math.PI * frame / period);
          double right = 4 * Math.cos(2 * Math.PI * frame / period);
          double sum = 128;
          for (int wave = 0; wave < 12; wave++) {
            double along = Math.cos(wave * 2.4) * (y + down) + Math.sin(wave * 2.4) * (x + right);
            sum += 10 * Math.sin(along * (0.1 + 0.02 * wave) + wave);
          }
          return sum;
        });
  }

  private static byte[] noise() {
    Random random = new Random(3);
    return pixels((y, x, frame) -> 100 + x / 2 + 3 * random.nextGaussian());
  }

  /** Brightness from 0 to 255. */
  private interface Scene {
    double at(int y, int x, int frame);
  }

  private static byte[] pixels(Scene scene) {
    byte[] pixels = new byte[FRAMES * SIZE * SIZE];
    for (int frame = 0; frame < FRAMES; frame++) {
      for (int y = 0; y < SIZE; y++) {
        for (int x = 0; x < SIZE; x++) {
          pixels[(frame * SIZE + y) * SIZE + x] = (byte) Math.round(scene.at(y, x, frame));
        }
      }
    }
    return pixels;
  }

  /** A wall of grains of two by two pixels, somewhat larger than a frame. */
  private static int wall(int y, int x) {
    return GRAINS[y / 2 * SIZE + x / 2];
  }

  private record Answer(int period, double periodicity) {}
}
