package dev.strobe.models.repnet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

final class RegionsTest {

  private static final int SIDE = JointSpec.FRAME_SIDE;

  @Test
  void wholeFrameIsHalvedAndItsCornersAndMiddleAreAsTheyAre() {
    float[] pixels = new float[2 * SIDE * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = i;
    }
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> regions =
          new Regions(tf).of(tf.constant(Shape.of(2, SIDE, SIDE, 1), DataBuffers.of(pixels)));
      try (Result result = session.runner().fetch(regions).run()) {
        TFloat32 seen = (TFloat32) result.get(0);
        int[][] corners = {{0, 0}, {0, 48}, {24, 24}, {48, 0}, {48, 48}};
        assertThat(seen.shape()).isEqualTo(Shape.of(2, 1 + corners.length, 48, 48));
        float halved = (at(1, 6, 8) + at(1, 6, 9) + at(1, 7, 8) + at(1, 7, 9)) / 4;
        assertThat(seen.getFloat(1, 0, 3, 4)).isEqualTo(halved);
        for (int corner = 0; corner < corners.length; corner++) {
          assertThat(seen.getFloat(1, 1 + corner, 3, 4))
              .isEqualTo(at(1, corners[corner][0] + 3, corners[corner][1] + 4));
        }
      }
    }
  }

  private static float at(int frame, int row, int column) {
    return (frame * SIDE + row) * SIDE + column;
  }
}
