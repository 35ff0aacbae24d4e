package dev.strobe.models.repnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

final class RequestFramesTest {

  private static final int SIDE = JointSpec.FRAME_SIDE;
  private static final int FRAMES = 128;

  /** Grains of two by two pixels. */
  private static final int[] ROOM = new Random(1).ints(SIDE * SIDE, 40, 120).toArray();

  /** A lamp blinks in a room over which a camera shakes; its place is told in the steady room. */
  @Test
  void regionsOfAShakenClipAreWhereTheSteadiedOneChanges() {
    byte[] pixels = new byte[FRAMES * SIDE * SIDE];
    for (int t = 0; t < FRAMES; t++) {
      paint(pixels, t, shake(t));
    }

    float[][] places = places(pixels);

    for (int t = 30; t < FRAMES - 30; t++) {
      assertThat(places[t][0]).isCloseTo(0, within(0.5f));
      assertThat(places[t][1]).isCloseTo(-shake(t), within(1f));
      assertThat(places[t][2]).isBetween(38f - 48, 26f);
      assertThat(places[t][3]).isBetween(78f - 48, 66f);
      assertThat(places[t][4]).isBetween(38f - 24, 26f);
      assertThat(places[t][5]).isBetween(78f - 24, 66f);
    }
  }

  /** How far the camera looks to the right, in pixels. */
  private static int shake(int frame) {
    return (int) Math.round(4 * Math.sin(frame * 1.3));
  }

  private static void paint(byte[] pixels, int frame, int right) {
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        boolean lamp = frame % 4 < 2 && Math.abs(y - 32) < 6 && Math.abs(x + right - 72) < 6;
        int grain = ROOM[y / 2 * SIDE + (x + right + 8) / 2];
        boolean stark = y >= 56 && x + right < 40; // changes most while the camera shakes
        pixels[(frame * SIDE + y) * SIDE + x] =
            (byte) (lamp ? 250 : stark ? 3 * (grain - 40) : grain);
      }
    }
  }

  private static float[][] places(byte[] pixels) {
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Operand<TUint8> bytes =
          tf.constant(TUint8.class, Shape.of(FRAMES, SIDE, SIDE, 1), DataBuffers.of(pixels));
      var request = RequestFrames.ofBytes(tf, bytes);
      Clips clips = Clips.one(tf, request.count(tf));
      Operand<TFloat32> places = request.regions(tf, request.whole(tf), clips).places();
      try (Result result = session.runner().fetch(places).run()) {
        TFloat32 found = (TFloat32) result.get(0);
        float[][] rows = new float[FRAMES][Regions.PLACES];
        found
            .scalars()
            .forEachIndexed((at, value) -> rows[(int) at[0]][(int) at[1]] = value.getFloat());
        return rows;
      }
    }
  }
}
