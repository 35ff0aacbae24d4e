package dev.strobe.models.repnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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

final class JointFeaturesTest {

  private static final int PIXELS = 48 * 48;

  @ParameterizedTest
  @CsvSource({"200, 1, 17, 64", "200, 3, 1, 64", "50, 1, 0, 50", "101, 4, 0, 26", "9, 1, 0, 9"})
  void featuresOfAWindowAreThoseOfPlainLoops(int frames, int stride, int start, int count) {
    double[][] clip = swinging(frames);
    double[][] samples = new double[count][];
    for (int i = 0; i < count; i++) {
      samples[i] = clip[(start + i) * stride];
    }

    Inputs inputs = inputs(clip, SampleRule.FIRST_FRAME, stride, start, count);

    assertSame(inputs, PlainFeatures.of(samples));
  }

  @ParameterizedTest
  @CsvSource({"200, 1, 17, 64", "201, 3, 3, 64", "50, 4, 0, 13"})
  void meansOfFeaturesStandForTheFramesOfAStride(int frames, int stride, int start, int count) {
    double[][] clip = swinging(frames);

    Inputs inputs = inputs(clip, SampleRule.MEAN, stride, start, count);

    assertSame(inputs, PlainFeatures.means(clip, stride, start, count));
  }

  @Test
  void windowOfOneSampleHasFiniteFeatures() {
    Inputs inputs = inputs(swinging(1), SampleRule.FIRST_FRAME, 1, 0, 1);

    for (float value : inputs.local) {
      assertThat(value).isFinite();
    }
    assertThat(inputs.local).hasSize(16 * HeadInputs.LOCAL);
    assertThat(inputs.whole).hasSize(HeadInputs.WHOLE);
  }

  @Test
  void lagProfilesOfARepetitionDipAtItsPeriod() {
    Inputs inputs = inputs(swinging(64), SampleRule.FIRST_FRAME, 1, 0, 64);

    for (int view = 0; view < HeadInputs.VIEWS; view++) {
      assertThat(inputs.whole[view * 63 + 12 - 1]).isLessThan(-0.8f);
      assertThat(inputs.whole[view * 63 + 24 - 1]).isLessThan(-0.8f);
    }
  }

  private static void assertSame(Inputs actual, PlainFeatures expected) {
    assertClose(actual.local, expected.local());
    assertClose(actual.whole, expected.whole());
  }

  private static void assertClose(float[] actual, double[] expected) {
    assertThat(actual).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i]).as("value %d", i).isCloseTo(expected[i], within(2e-3));
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // read at once; nobody compares them
  private record Inputs(float[] local, float[] whole) {}

  private static Inputs inputs(double[][] clip, SampleRule rule, int stride, int start, int count) {
    float[] pixels = new float[clip.length * PIXELS];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) clip[i / PIXELS][i % PIXELS];
    }
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      var grey = tf.constant(Shape.of(clip.length, 48, 48, 1), DataBuffers.of(pixels));
      var windows = new SampleWindows(tf.array(stride), tf.array(start), tf.array(count));
      HeadInputs inputs = new JointFeatures(tf, rule).ofClip(grey, windows);
      try (Session session = new Session(graph)) {
        return new Inputs(read(session, inputs.local()), read(session, inputs.whole()));
      }
    }
  }

  private static float[] read(Session session, Operand<TFloat32> operand) {
    try (Result result = session.runner().fetch(operand).run()) {
      TFloat32 tensor = (TFloat32) result.get(0);
      float[] values = new float[(int) tensor.size()];
      tensor.asRawTensor().data().asFloats().read(values);
      return values;
    }
  }

  /** A textured disc that swings with a period of 12 frames over a sloping ground. */
  private static double[][] swinging(int frames) {
    double[][] clip = new double[frames][PIXELS];
    for (int t = 0; t < frames; t++) {
      double x = 24 + 9 * Math.sin(2 * Math.PI * t / 12);
      double y = 24 + 4 * Math.cos(2 * Math.PI * t / 12);
      for (int i = 0; i < PIXELS; i++) {
        int row = i / 48;
        int column = i % 48;
        double distance = Math.hypot(column - x, row - y);
        double ground = 0.2 + 0.004 * column + 0.1 * Math.sin(row * 0.7);
        clip[t][i] = distance < 8 ? 0.8 - 0.03 * distance : ground;
      }
    }
    return clip;
  }
}
