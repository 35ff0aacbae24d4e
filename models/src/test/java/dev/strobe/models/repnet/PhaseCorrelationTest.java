package dev.strobe.models.repnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

final class PhaseCorrelationTest {

  private static final int SIDE = JointSpec.SIDE;
  private static final int PICTURE = SIDE * SIDE;

  @ParameterizedTest
  @CsvSource({"0, 0", "3, 0", "0, -3", "-5, 4", "7, 7", "1.5, -0.4", "0.3, 0.2"})
  void shiftOfTheViewIsFound(double down, double right) {
    float[] views = StillScene.grainy(1).views(3, t -> -down * t, t -> -right * t);

    for (float[] shift : shifts(views)) {
      assertThat(shift[0]).isCloseTo((float) down, within(0.25f));
      assertThat(shift[1]).isCloseTo((float) right, within(0.25f));
    }
  }

  @Test
  void thingThatMovesBeforeABackgroundThatStaysIsNoShift() {
    float[] views = StillScene.grainy(2).views(3, t -> 0, t -> 0);
    for (int t = 0; t < 3; t++) {
      for (int y = 14; y < 34; y++) {
        Arrays.fill(
            views, t * PICTURE + y * SIDE + 8 + 4 * t, t * PICTURE + y * SIDE + 24 + 4 * t, 1);
      }
    }

    for (float[] shift : shifts(views)) {
      assertThat(shift[0]).isCloseTo(0, within(0.2f));
      assertThat(shift[1]).isCloseTo(0, within(0.2f));
    }
  }

  @Test
  void picturesThatHaveNothingInCommonHaveNotMoved() {
    Random random = new Random(3);
    float[] noise = new float[3 * PICTURE];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = random.nextFloat();
    }

    nothingHasMoved(shifts(noise));
  }

  @Test
  void plainPicturesHaveNotMoved() {
    nothingHasMoved(shifts(StillScene.plain().views(3, t -> 0, t -> 0)));
  }

  @Test
  void shiftOutOfReachIsNotTakenForAnother() {
    float[] views = StillScene.grainy(4).views(3, t -> 14.0 * t, t -> 0);

    nothingHasMoved(shifts(views));
  }

  private static void nothingHasMoved(float[][] shifts) {
    for (float[] shift : shifts) {
      assertThat(shift[0]).isZero();
      assertThat(shift[1]).isZero();
    }
  }

  @Test
  void noiseOnASmoothViewHasNotMoved() {
    float[] views = new float[9 * PICTURE];
    Random random = new Random(5);
    for (int i = 0; i < views.length; i++) {
      views[i] = (float) (0.4 + i % SIDE / 100.0 + 0.01 * random.nextGaussian());
    }

    nothingHasMoved(shifts(views));
  }

  private static float[][] shifts(float[] pictures) {
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      var correlation = new PhaseCorrelation(tf);
      var spectrum =
          correlation.spectrum(
              tf.constant(
                  Shape.of(pictures.length / PICTURE, SIDE, SIDE), DataBuffers.of(pictures)));
      try (Result result = session.runner().fetch(correlation.shifts(spectrum)).run()) {
        TFloat32 found = (TFloat32) result.get(0);
        float[][] shifts = new float[(int) found.shape().get(0)][2];
        for (int i = 0; i < shifts.length; i++) {
          shifts[i] = new float[] {found.getFloat(i, 0), found.getFloat(i, 1)};
        }
        return shifts;
      }
    }
  }
}
