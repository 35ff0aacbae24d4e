package dev.strobe.models.repnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

final class GreyCellsTest {

  @Test
  void cellIsTheMeanOfItsPixels() {
    float[] pixels = new float[3 * 48 * 48];
    Random random = new Random(2);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat();
    }

    float[] cells =
        GraphRun.run(
            Shape.of(3, 48, 48, 1),
            pixels,
            (tf, input) -> new GreyCells(tf, RepNetSpec.defaults()).of(input));

    assertThat(cells).hasSize(3 * 144);
    for (int frame = 0; frame < 3; frame++) {
      assertMeans(pixels, cells, frame);
    }
  }

  /** A frame's cells may come in any order, as long as it is always the same: column by column. */
  private static void assertMeans(float[] pixels, float[] cells, int frame) {
    for (int row = 0; row < 12; row++) {
      for (int column = 0; column < 12; column++) {
        double sum = 0;
        for (int y = 0; y < 4; y++) {
          for (int x = 0; x < 4; x++) {
            sum += pixels[(frame * 48 + 4 * row + y) * 48 + 4 * column + x];
          }
        }
        assertThat((double) cells[frame * 144 + column * 12 + row])
            .isCloseTo(sum / 16, within(1e-5));
      }
    }
  }
}
