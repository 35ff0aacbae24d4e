package dev.strobe.models.repnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

final class RegionPoolTest {

  private static final int BLOCKS = JointSpec.BLOCKS;
  private static final int PERIODS = JointSpec.PERIODS;

  /** What a region says of every block: one period, this surely. */
  private record Region(int period, float logit, float periodicity) {}

  /** What comes out for the middle block. */
  private record Pooled(int period, double probability, double periodicity) {}

  @Test
  void regionThatIsSureOverrulesThoseThatAreNot() {
    Pooled pooled =
        pool(new Region(9, 1, -2), new Region(20, 9, 5), new Region(5, 0, -4), new Region(7, 2, 0));

    assertThat(pooled.period).isEqualTo(20);
    assertThat(pooled.probability).isGreaterThan(0.9);
    assertThat(pooled.periodicity).isGreaterThan(0.95);
  }

  @Test
  void regionsThatAgreeSayWhatEachSays() {
    Pooled alone = pool(new Region(12, 4, 1));
    Pooled pooled = pool(new Region(12, 4, 1), new Region(12, 4, 1));

    assertThat(pooled.period).isEqualTo(12);
    assertThat(pooled.probability).isCloseTo(alone.probability, within(1e-5));
    assertThat(alone.periodicity).isCloseTo(sigmoid(1), within(1e-4));
    assertThat(pooled.periodicity).isCloseTo(alone.periodicity, within(1e-5));
  }

  @Test
  void wholeFrameWeighsTwiceAsMuchAsAPartThatIsAsSure() {
    Pooled alone = pool(new Region(10, 20, 1));
    Pooled pooled = pool(new Region(10, 20, 1), new Region(20, 20, 1));

    assertThat(pooled.period).isEqualTo(10);
    assertThat(pooled.probability).isCloseTo(alone.probability * 2 / 3, within(1e-3));
  }

  @Test
  void regionThatIsSurerOfTheWindowCountsForMoreThanItsSureness() {
    double surer = Math.pow(sigmoid(2), 2); // of a root, and of its cube
    double other = Math.pow(sigmoid(1), 2);
    double expected = (2 * other * sigmoid(1) + surer * sigmoid(2)) / (2 * other + surer);

    Pooled pooled = pool(new Region(10, 20, 1), new Region(20, 20, 2));

    assertThat(pooled.periodicity).isCloseTo(expected, within(1e-3));
  }

  private static double sigmoid(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  @Test
  void regionThatSeesOneOrTwoSamplesIsNotSure() {
    assertThat(pool(new Region(1, 20, 5), new Region(15, 3, 1)).period).isEqualTo(15);
  }

  @Test
  void regionsThatAreSureOfNothingGiveNumbersAllTheSame() {
    Pooled pooled = pool(new Region(1, 80, -90), new Region(1, 80, -90));

    assertThat(pooled.period).isEqualTo(1);
    assertThat(pooled.periodicity).isLessThan(0.001);
  }

  private static Pooled pool(Region... regions) {
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      BlockScores pooled = new RegionPool(tf).pool(scores(tf, regions), regions.length);
      try (Result result =
          session.runner().fetch(pooled.period()).fetch(pooled.periodicity()).run()) {
        return pooled((TFloat32) result.get(0), (TFloat32) result.get(1));
      }
    }
  }

  private static BlockScores scores(Ops tf, Region[] regions) {
    float[] period = new float[regions.length * BLOCKS * PERIODS];
    float[] periodicity = new float[regions.length * BLOCKS];
    for (int i = 0; i < periodicity.length; i++) {
      Region region = regions[i / BLOCKS];
      period[i * PERIODS + region.period - 1] = region.logit;
      periodicity[i] = region.periodicity;
    }
    return new BlockScores(
        tf.constant(Shape.of(regions.length, BLOCKS, PERIODS), DataBuffers.of(period)),
        tf.constant(Shape.of(regions.length, BLOCKS, 1), DataBuffers.of(periodicity)));
  }

  private static Pooled pooled(TFloat32 period, TFloat32 periodicity) {
    int block = BLOCKS / 2;
    int best = 0;
    double sum = 0;
    for (int c = 0; c < PERIODS; c++) {
      best = period.getFloat(0, block, c) > period.getFloat(0, block, best) ? c : best;
      sum += Math.exp(period.getFloat(0, block, c));
    }
    return new Pooled(
        best + 1,
        Math.exp(period.getFloat(0, block, best)) / sum,
        sigmoid(periodicity.getFloat(0, block, 0)));
  }
}
