package dev.strobe.transforms.count;

import static dev.strobe.transforms.count.TestScores.CLASSES;
import static dev.strobe.transforms.count.TestScores.rows;
import static dev.strobe.transforms.count.TestScores.scores;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.strobe.transforms.infer.KeptFrames;
import dev.strobe.transforms.infer.ScoreRows;
import dev.strobe.transforms.infer.StrideScores;
import dev.strobe.transforms.infer.VideoScores;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JointCounterTest {
  private static final CountingOptions JOINT = CountingOptions.joint();

  @Test
  void everyFrameThatRepeatsGetsItsShare() {
    RepetitionCount count = count(JOINT, 96, at(1, run(6, 96)));
    assertThat(count.repetitions()).isCloseTo(16, within(0.01));
    assertThat(count.completed()).isEqualTo(16);
    assertThat(count.periodFrames()).isCloseTo(6, within(0.01));
    assertThat(count.score()).isBetween(0.95, 1.0);
    assertThat(count.frames().periods().get(50)).isCloseTo(6, within(0.01));
  }

  @Test
  void partThatDoesNotRepeatCountsNothing() {
    int[] periods = run(6, 192);
    Arrays.fill(periods, 96, 192, 0);
    RepetitionCount count = count(JOINT, 192, at(1, periods));
    assertThat(count.repetitions()).isCloseTo(16, within(1.0));
    assertThat(count.frames().counts().get(150)).isZero();
    assertThat(count.frames().periods().get(150)).isNaN();
  }

  @Test
  void longPeriodsAreReadFromTheStrideThatShowsThem() {
    RepetitionCount count = count(JOINT, 192, at(1, run(0, 192)), at(4, run(6, 48)));
    assertThat(count.stride()).isEqualTo(4);
    assertThat(count.completed()).isEqualTo(8);
  }

  @Test
  void periodIsToldMoreFinelyThanTheGridAndWithoutItsPreferences() {
    StrideScores between = StrideScores.tiling(2, 16, eitherOf(4, 5, 288)); // the grid prefers 5
    RepetitionCount count = count(JOINT, 576, between);
    assertThat(count.repetitions()).isCloseTo(64, within(1.0));
    RepetitionCount constant = count(JOINT.withConstantSpeed(true), 576, between);
    assertThat(constant.repetitions()).isCloseTo(64, within(1.0));
  }

  @Test
  void nothingPeriodicCountsNothing() {
    RepetitionCount count = count(JOINT, 96, at(1, run(0, 96)));
    assertThat(count.repetitions()).isZero();
    assertThat(count.periodFrames()).isInfinite();
    assertThat(count.score()).isBetween(0.0, 0.01);
  }

  @Test
  void videoBelowTheThresholdCountsNothing() {
    StrideScores unsure = StrideScores.tiling(1, 16, weak(96));
    assertThat(count(JOINT, 96, unsure).completed()).isEqualTo(16);
    assertThat(count(JOINT.withThreshold(0.6), 96, unsure).completed()).isZero();
  }

  @Test
  void fewCyclesMustBeSurerThanMany() {
    StrideScores faint = StrideScores.tiling(1, 16, faint(96));
    assertThat(count(JOINT, 96, faint).score()).isBetween(0.1, 0.3);
    assertThat(count(JOINT, 96, faint).completed()).isEqualTo(16);
    assertThat(count(JOINT, 15, StrideScores.tiling(1, 16, faint(16))).completed()).isZero();
    assertThat(count(JOINT, 15, at(1, run(6, 16))).completed()).isEqualTo(2);
  }

  @Test
  void fullyPeriodicVideoHasNoPauses() {
    int[] periods = run(6, 192);
    Arrays.fill(periods, 96, 192, 0);
    RepetitionCount count = count(JOINT.withFullyPeriodic(true), 192, at(1, periods));
    assertThat(count.frames().counts().toArray()).doesNotContain(0.0);
  }

  @Test
  void constantSpeedIsOnePeriod() {
    int[] periods = run(6, 192);
    Arrays.fill(periods, 128, 192, 4);
    double[] found =
        count(JOINT.withConstantSpeed(true).withFullyPeriodic(true), 192, at(1, periods))
            .frames()
            .periods()
            .toArray();
    assertThat(Arrays.stream(found).distinct().count()).isEqualTo(1);
  }

  @Test
  void strideForWhichTheVideoIsTooShortIsNotAsked() {
    RepetitionCount count = count(JOINT, 48, at(1, run(6, 48)), at(4, run(7, 16)));
    assertThat(count.stride()).isEqualTo(1);
    assertThat(count.completed()).isEqualTo(8);
  }

  @Test
  void stillVideoCountsNothing() {
    VideoScores still =
        new VideoScores(
            TestScores.video(200, 10),
            KeptFrames.of(200, 0, 7),
            TestScores.MODEL,
            16,
            List.of(at(1, run(6, 16))),
            ScoreRows.none(CLASSES));
    RepetitionCount count = new RepetitionCounter(JOINT).count(still);
    assertThat(count.completed()).isZero();
    assertThat(count.frames().size()).isEqualTo(200);
  }

  @Test
  void framesLeftOutAreRowsOfTheTableToo() {
    int[] kept = IntStream.range(0, 96).map(i -> 2 * i).toArray();
    VideoScores doubled =
        new VideoScores(
            TestScores.video(192, 10),
            KeptFrames.of(192, kept),
            TestScores.MODEL,
            16,
            List.of(at(1, run(6, 96))),
            ScoreRows.none(CLASSES));
    RepetitionCount count = new RepetitionCounter(JOINT).count(doubled);
    assertThat(count.completed()).isEqualTo(16);
    assertThat(count.frames().size()).isEqualTo(192);
    assertThat(count.periodFrames()).isCloseTo(12, within(0.01));
  }

  @Test
  void oneFrameIsAVideoToo() {
    assertThat(count(JOINT, 1, at(1, run(6, 1))).completed()).isZero();
  }

  private static RepetitionCount count(CountingOptions options, int frames, StrideScores... all) {
    return new RepetitionCounter(options).count(scores(frames, 16, ScoreRows.none(CLASSES), all));
  }

  private static StrideScores at(int stride, int... periods) {
    return StrideScores.tiling(stride, 16, rows(periods));
  }

  /** Whole windows of 16 rows. */
  private static int[] run(int period, int rows) {
    int[] periods = new int[(rows + 15) / 16 * 16];
    Arrays.fill(periods, period);
    return periods;
  }

  /** Sure of the period 6, half sure that anything repeats. */
  /** Sure of the period, and hardly that there is one. */
  private static ScoreRows faint(int rows) {
    float[] periodicity = new float[rows];
    Arrays.fill(periodicity, -1.5f);
    float[] period = new float[rows * CLASSES];
    for (int row = 0; row < rows; row++) {
      period[row * CLASSES + 5] = 30;
    }
    return ScoreRows.of(CLASSES, period, periodicity);
  }

  private static ScoreRows eitherOf(int one, int other, int rows) {
    float[] period = new float[rows * CLASSES];
    float[] periodicity = new float[rows];
    for (int row = 0; row < rows; row++) {
      period[row * CLASSES + one - 1] = 20;
      period[row * CLASSES + other - 1] = 20;
      periodicity[row] = 20;
    }
    return ScoreRows.of(CLASSES, period, periodicity);
  }

  private static ScoreRows weak(int rows) {
    float[] period = new float[rows * CLASSES];
    for (int row = 0; row < rows; row++) {
      period[row * CLASSES + 5] = 30;
    }
    return ScoreRows.of(CLASSES, period, new float[rows]);
  }
}
