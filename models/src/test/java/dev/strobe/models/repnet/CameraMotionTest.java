package dev.strobe.models.repnet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

final class CameraMotionTest {

  private static final int ROWS = 64;

  private interface Scene {
    double grey(int row, double y, double x);
  }

  @Test
  void shiftedPictureIsExplainedByTheShift() {
    Shares shares = shares((t, y, x) -> ground(y + 0.3 * Math.sin(t), x + 0.4 * Math.sin(0.7 * t)));

    assertThat(least(shares.shift)).isGreaterThan(0.9f);
    assertThat(least(shares.any)).isGreaterThan(0.9f);
  }

  @ParameterizedTest
  @CsvSource({"zoom", "turn", "light"})
  void otherCameraMotionIsExplainedButNotByAShift(String kind) {
    Shares shares =
        shares(
            (t, y, x) -> {
              double much = 0.03 * Math.sin(t);
              return switch (kind) {
                case "zoom" -> ground((1 + much) * y, (1 + much) * x);
                case "turn" -> ground(y + much * x, x - much * y);
                default -> ground(y, x) * (1 + much) + much;
              };
            });

    assertThat(mean(shares.any)).isGreaterThan(0.9f);
    assertThat(mean(shares.shift)).isLessThan(mean(shares.any) - 0.2f);
  }

  @Test
  void thingThatMovesOnItsOwnIsNotExplained() {
    Shares shares =
        shares((t, y, x) -> Math.hypot(y, x - 2 * Math.sin(t)) < 1.5 ? 0.9 : ground(y, x));

    assertThat(mean(shares.any)).isLessThan(0.4f);
  }

  @Test
  void pictureThatStandsStillHasNothingToExplain() {
    Shares shares = shares((t, y, x) -> ground(y, x));

    assertThat(shares.shift).containsOnly(0f);
    assertThat(shares.any).containsOnly(0f);
  }

  private static double ground(double y, double x) {
    return 0.5 + 0.2 * Math.sin(0.9 * y + 0.3 * x) + 0.2 * Math.cos(0.8 * x - 0.4 * y);
  }

  private static float least(float[] values) {
    float least = values[0];
    for (float value : values) {
      least = Math.min(least, value);
    }
    return least;
  }

  private static float mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return (float) (sum / values.length);
  }

  @SuppressWarnings("ArrayRecordComponent") // read at once; nobody compares them
  private record Shares(float[] shift, float[] any) {}

  /** Shares of rows that have one before and one after them. */
  private static Shares shares(Scene scene) {
    float[] cells = new float[ROWS * 144];
    for (int i = 0; i < cells.length; i++) {
      int row = i % 144 / 12;
      int column = i % 12;
      cells[i] = (float) scene.grey(i / 144, row - 5.5, column - 5.5);
    }
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      var grey = tf.constant(Shape.of(1, ROWS, 144), DataBuffers.of(cells));
      Views views = new Views(tf, new WindowRows(tf, tf.array(ROWS)));
      CameraMotion.Split split = new CameraMotion(tf).of(grey, views.change(grey));
      try (Session session = new Session(graph)) {
        return new Shares(inner(session, split.shift()), inner(session, split.any()));
      }
    }
  }

  private static float[] inner(Session session, Operand<TFloat32> shares) {
    try (Result result = session.runner().fetch(shares).run()) {
      TFloat32 tensor = (TFloat32) result.get(0);
      float[] inner = new float[ROWS - 2];
      for (int row = 0; row < inner.length; row++) {
        inner[row] = tensor.getFloat(0, row + 1);
      }
      return inner;
    }
  }
}
