package dev.strobe.models.repnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A pixel of the pictures here is two of a frame, so a frame has 96. */
final class ZoomsTest {

  private static final int SIDE = JointSpec.SIDE;
  private static final int FRAMES = 64;

  @Test
  void squareHoldsWhatBlinksInEveryClip() {
    float[] pictures = StillScene.textured(1).views(2 * FRAMES, t -> 0, t -> 0);
    blink(pictures, 0, 20, 32); // rows 40 to 48 and columns 64 to 72 of the frame
    blink(pictures, FRAMES, 4, 2); // rows 8 to 16 and columns 4 to 12

    for (int side : new int[] {48, 24}) {
      float[][] corners = corners(pictures, 2, side);
      assertThat(corners).hasDimensions(2 * FRAMES, 2);
      for (int t = 0; t < FRAMES; t++) {
        assertThat(corners[t][0]).isBetween(48f - side, 40f);
        assertThat(corners[t][1]).isBetween(72f - side, 64f);
        assertThat(corners[FRAMES + t][0]).isBetween(0f, 8f);
        assertThat(corners[FRAMES + t][1]).isBetween(0f, 4f);
      }
    }
  }

  @Test
  void whatChangesBetweenClipsDoesNotCount() {
    float[] pictures = StillScene.textured(1).views(2 * FRAMES, t -> 0, t -> 0);
    for (int t = FRAMES; t < 2 * FRAMES; t++) {
      fill(pictures, t, 38, 38, 1);
    }

    assertThat(corners(pictures, 2, 24)[FRAMES]).containsExactly(0, 0);
  }

  @Test
  void squareLiesWithinFramesInWhichNothingMoves() {
    for (float[] corner : corners(StillScene.plain().views(1, t -> 0, t -> 0), 1, 24)) {
      assertThat(corner[0]).isBetween(0f, 72f);
      assertThat(corner[1]).isBetween(0f, 72f);
    }
  }

  /** For 64 frames from one on, a square of 4 x 4 pixels that is there in every fourth frame. */
  private static void blink(float[] pictures, int from, int row, int column) {
    for (int t = from; t < from + FRAMES; t += 4) {
      fill(pictures, t, row, column, 0);
    }
  }

  private static void fill(float[] pictures, int frame, int row, int column, float value) {
    for (int y = row; y < row + 4; y++) {
      int first = (frame * SIDE + y) * SIDE + column;
      Arrays.fill(pictures, first, first + 4, value);
    }
  }

  private static float[][] corners(float[] pictures, int clips, int side) {
    int frames = pictures.length / (SIDE * SIDE);
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> pixels =
          tf.constant(Shape.of(frames, SIDE, SIDE), DataBuffers.of(pictures));
      var zooms =
          new Zooms(
              tf,
              Frames.whole(tf, pixels),
              new Clips(tf.constant(clips), tf.constant(frames / clips)));
      try (Result result = session.runner().fetch(zooms.corner(side)).run()) {
        TFloat32 found = (TFloat32) result.get(0);
        float[][] rows = new float[(int) found.shape().get(0)][2];
        for (int t = 0; t < rows.length; t++) {
          rows[t] = new float[] {found.getFloat(t, 0), found.getFloat(t, 1)};
        }
        return rows;
      }
    }
  }
}
