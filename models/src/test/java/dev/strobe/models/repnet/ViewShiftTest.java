package dev.strobe.models.repnet;

import static org.assertj.core.api.Assertions.assertThat;

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

final class ViewShiftTest {

  private static final int SIDE = JointSpec.SIDE;
  private static final int WINDOW = JointSpec.WINDOW;

  private record Found(double share, double spread) {}

  @Test
  void shakenViewOfAStillIsAShiftAllOverTheView() {
    StillScene still = StillScene.textured(1);

    Found found =
        find(still.views(WINDOW, t -> 1.5 * Math.sin(t / 3.0), t -> 1.5 * Math.cos(t / 4.0)));

    assertThat(found.share).isGreaterThan(0.95);
    assertThat(found.spread).isGreaterThan(0.3);
  }

  @Test
  void panOverAStillIsAShiftToo() {
    assertThat(find(StillScene.textured(2).views(WINDOW, t -> 0, t -> 0.8 * t)).share)
        .isGreaterThan(0.97);
    assertThat(find(StillScene.textured(2).views(WINDOW, t -> 0.8 * t, t -> 0)).share)
        .isGreaterThan(0.97);
  }

  @Test
  void thingThatSwingsBeforeATextureIsNone() {
    float[] frames = StillScene.textured(3).views(WINDOW, t -> 0, t -> 0);
    putDisc(frames, 8);

    assertThat(find(frames).share).isLessThan(0.6);
  }

  @Test
  void thingThatSwingsBeforeNothingIsAShiftOfAPartOfTheView() {
    float[] frames = StillScene.plain().views(WINDOW, t -> 0, t -> 0);
    putDisc(frames, 8);

    Found found = find(frames);

    assertThat(found.share).isGreaterThan(0.8);
    assertThat(found.spread).isLessThan(0.2);
  }

  @Test
  void brightnessThatComesAndGoesIsNoShift() {
    float[] frames = StillScene.textured(4).views(WINDOW, t -> 0, t -> 0);
    for (int i = 0; i < frames.length; i++) {
      int frame = i / (SIDE * SIDE);
      frames[i] += (float) (0.1 * Math.sin(frame / 2.0));
    }

    assertThat(find(frames).share).isLessThan(0.1);
  }

  @Test
  void stillAndNoisyViewsAreNone() {
    float[] frames = StillScene.textured(5).views(WINDOW, t -> 0, t -> 0);
    assertThat(find(frames).share).isZero();

    Random random = new Random(6);
    for (int i = 0; i < frames.length; i++) {
      frames[i] += (float) (0.01 * random.nextGaussian());
    }
    assertThat(find(frames).share).isLessThan(0.1);
  }

  @Test
  void rowsThatRepeatTheLastSampleCountForNothing() {
    float[] all = StillScene.textured(7).views(WINDOW, t -> 1.5 * Math.sin(t / 3.0), t -> 0);
    putDisc(all, 10);
    float[] half = all.clone();
    int frame = SIDE * SIDE;
    for (int t = WINDOW / 2; t < WINDOW; t++) {
      System.arraycopy(all, (WINDOW / 2 - 1) * frame, half, t * frame, frame);
    }

    assertThat(find(half).share).isBetween(0.05, find(all).share + 0.2);
  }

  private static Found find(float[] frames) {
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      ViewShift shift = new ViewShift(tf);
      Operand<TFloat32> pixels = tf.constant(Shape.of(WINDOW, SIDE, SIDE), DataBuffers.of(frames));
      ViewShift.Found found =
          shift.of(
              tf.reshape(
                  shift.ofFrames(pixels), tf.constant(new int[] {1, WINDOW, ViewShift.FEATURES})));
      try (Result result = session.runner().fetch(found.share()).fetch(found.spread()).run()) {
        return new Found(
            ((TFloat32) result.get(0)).getFloat(0), ((TFloat32) result.get(1)).getFloat(0));
      }
    }
  }

  /** A disc that swings to and fro across the middle once in 20 frames. */
  private static void putDisc(float[] frames, double radius) {
    for (int t = 0; t < WINDOW; t++) {
      double middle = SIDE / 2.0 + 6 * Math.sin(2 * Math.PI * t / 20);
      for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
          if (Math.hypot(y - SIDE / 2.0, x - middle) < radius) {
            frames[(t * SIDE + y) * SIDE + x] = 0.9f;
          }
        }
      }
    }
  }
}
