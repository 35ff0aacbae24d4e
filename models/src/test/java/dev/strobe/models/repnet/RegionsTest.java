package dev.strobe.models.repnet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

final class RegionsTest {

  private static final int SIDE = JointSpec.FRAME_SIDE;

  /** A frame that has not moved, and one that has by two rows and three columns and a half. */
  private static final float[] PLACES = {0, 0, 8, 12, 20, 28, 2, 3.5f, 8, 12, 20, 28};

  @Test
  void regionsAreTheWholeAndTheMiddleBothSteadiedAndTheHalfAndTheQuarterWhereMostChanges() {
    float[][][][] seen = regions();

    assertThat(seen).hasDimensions(2, Regions.COUNT);
    for (int frame = 0; frame < 2; frame++) {
      float down = frame * 2f;
      float right = frame * 3.5f;
      assertThat(seen[frame][0][3][4]).isEqualTo(at(frame, 6.5f, 8.5f));
      assertThat(seen[frame][1][3][4]).isEqualTo(at(frame, 27, 28));
      assertThat(seen[frame][2][3][4]).isEqualTo(at(frame, 6.5f + down, 8.5f + right));
      assertThat(seen[frame][3][3][4]).isEqualTo(at(frame, 27 + down, 28 + right));
      assertThat(seen[frame][4][3][4]).isEqualTo(at(frame, 11 + down, 16 + right));
      assertThat(seen[frame][5][3][4]).isEqualTo(at(frame, 21.25f + down, 29.75f + right));
    }
  }

  @Test
  void whatIsOutsideOfAFrameIsAsItsBorder() {
    float[][][][] seen = regions();

    assertThat(seen[1][2][47][0]).isEqualTo(at(1, 95, 4));
    assertThat(seen[1][2][0][47]).isEqualTo(at(1, 2.5f, 95));
  }

  private static float[][][][] regions() {
    float[] pixels = new float[2 * SIDE * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = i;
    }
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> regions =
          new Regions(tf)
              .of(
                  tf.constant(Shape.of(2, SIDE, SIDE), DataBuffers.of(pixels)),
                  tf.constant(Shape.of(2, Regions.PLACES), DataBuffers.of(PLACES)));
      try (Result result = session.runner().fetch(regions).run()) {
        return StdArrays.array4dCopyOf((TFloat32) result.get(0));
      }
    }
  }

  /** The value of a place, which rises evenly from pixel to pixel. */
  private static float at(int frame, float row, float column) {
    return (frame * SIDE + row) * SIDE + column;
  }
}
