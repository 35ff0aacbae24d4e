package dev.strobe.models.repnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

final class ShiftGateTest {

  private static final float LOGIT = 2;

  @ParameterizedTest
  @CsvSource({
    "0.00, 0.50, 1.0",
    "0.84, 0.50, 1.0",
    "0.90, 0.50, 0.5",
    "0.95, 0.30, 0.0",
    "1.00, 0.60, 0.0",
    "1.00, 0.25, 0.5",
    "1.00, 0.20, 1.0",
    "1.00, 0.05, 1.0"
  })
  void probabilityFallsWithTheShareWhereChangesAreSpread(
      float share, float spread, double believed) {
    double before = 1 / (1 + Math.exp(-LOGIT));

    assertThat(gated(new float[] {share}, new float[] {spread})[0])
        .isCloseTo(believed * before, within(1e-3));
  }

  @Test
  void everyWindowHasItsOwnDoubt() {
    double[] gated = gated(new float[] {1, 0}, new float[] {1, 1});

    assertThat(gated[0]).isLessThan(1e-3);
    assertThat(gated[JointSpec.BLOCKS]).isGreaterThan(0.5);
  }

  /** The probabilities of all blocks, window after window. */
  private static double[] gated(float[] share, float[] spread) {
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      int[] shape = {share.length, JointSpec.BLOCKS, 1};
      BlockScores scores =
          new BlockScores(
              tf.constant(new float[0]), tf.fill(tf.constant(shape), tf.constant(LOGIT)));
      BlockScores gated =
          new ShiftGate(tf)
              .of(scores, new ViewShift.Found(tf.constant(share), tf.constant(spread)));
      assertThat(gated.period()).isSameAs(scores.period());
      try (var result = session.runner().fetch(gated.periodicity()).run()) {
        TFloat32 logits = (TFloat32) result.get(0);
        double[] probabilities = new double[share.length * JointSpec.BLOCKS];
        for (int i = 0; i < probabilities.length; i++) {
          float logit = logits.getFloat(i / JointSpec.BLOCKS, i % JointSpec.BLOCKS, 0);
          probabilities[i] = 1 / (1 + Math.exp(-logit));
        }
        return probabilities;
      }
    }
  }
}
