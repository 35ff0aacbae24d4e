package dev.strobe.models.repnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A pixel of the pictures here is two of a frame. */
final class ViewPathTest {

  private static final int SIDE = JointSpec.SIDE;
  private static final int FRAMES = 128;

  @Test
  void whatAHandShakesIsFoundInPixelsOfTheFrame() {
    IntToDoubleFunction shake = t -> 1.5 * Math.sin(t / 2.0);

    float[][] path = path(FRAMES, shake, t -> 0);

    for (int t = 30; t < FRAMES - 30; t++) {
      assertThat(path[t][0]).isCloseTo((float) (-2 * shake.applyAsDouble(t)), within(0.8f));
      assertThat(path[t][1]).isCloseTo(0, within(0.2f));
    }
  }

  @Test
  void panMayGoOn() {
    float[][] path = path(FRAMES, t -> 0, t -> 0.5 * t);

    for (int t = 72; t < FRAMES - 72; t++) {
      assertThat(path[t][1]).isCloseTo(0, within(0.5f));
    }
    assertThat(path[0][1]).isGreaterThan(5);
  }

  @Test
  void viewsOfAStandHaveNotMoved() {
    for (float[] moved : path(40, t -> 0, t -> 0)) {
      assertThat(moved[0]).isCloseTo(0, within(0.01f));
      assertThat(moved[1]).isCloseTo(0, within(0.01f));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 33})
  void clipsOfFewFramesHaveAPath(int frames) {
    assertThat(path(frames, t -> 0, t -> t)).hasDimensions(frames, 2);
  }

  @Test
  void clipsAreApart() {
    IntToDoubleFunction shake = t -> t < 64 ? Math.sin(t) : 0;

    float[][] both = path(shake, t -> 0, 2, 64);
    float[][] first = path(shake, t -> 0, 1, 64);

    for (int t = 0; t < 64; t++) {
      assertThat(both[t][0]).isCloseTo(first[t][0], within(1e-4f));
      assertThat(both[64 + t][0]).isCloseTo(0, within(0.01f));
    }
  }

  private static float[][] path(int frames, IntToDoubleFunction down, IntToDoubleFunction right) {
    return path(down, right, 1, frames);
  }

  /** Of a view that looks {@code down} and {@code right}, so that the scene moves the other way. */
  private static float[][] path(
      IntToDoubleFunction down, IntToDoubleFunction right, int clips, int frames) {
    float[] views = StillScene.grainy(1).views(clips * frames, down, right);
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> pixels =
          tf.constant(Shape.of((long) clips * frames, SIDE, SIDE), DataBuffers.of(views));
      Operand<TFloat32> path =
          new ViewPath(tf)
              .of(Frames.whole(tf, pixels), new Clips(tf.constant(clips), tf.constant(frames)));
      try (Result result = session.runner().fetch(path).run()) {
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
