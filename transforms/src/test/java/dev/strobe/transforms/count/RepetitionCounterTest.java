package dev.strobe.transforms.count;

import static dev.strobe.transforms.count.TestScores.CLASSES;
import static dev.strobe.transforms.count.TestScores.rows;
import static dev.strobe.transforms.count.TestScores.scores;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.strobe.transforms.infer.KeptFrames;
import dev.strobe.transforms.infer.ScoreRows;
import dev.strobe.transforms.infer.StrideScores;
import dev.strobe.transforms.infer.VideoScores;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepetitionCounterTest {
  private static final ScoreRows NONE = ScoreRows.none(CLASSES);
  private static final CountingOptions CORRECTED = CountingOptions.corrected();
  private static final CountingOptions REFERENCE = CountingOptions.reference().withBatch(2);

  @Test
  void everyFrameGetsItsShareAndItsPeriod() {
    RepetitionCount count = count(CORRECTED, scores(8, 8, NONE, at(1, 4, 4, 4, 4, 4, 4, 4, 4)));
    assertThat(count.repetitions()).isCloseTo(2, within(1e-6));
    assertThat(count.completed()).isEqualTo(2);
    assertThat(count.periodFrames()).isCloseTo(4, within(1e-6));
    assertThat(count.periodSeconds()).isCloseTo(0.4, within(1e-6));
    assertThat(count.frames().periods().toArray()).containsOnly(4.0);
  }

  @Test
  void frameThatIsNotPeriodicHasNoPeriod() {
    RepetitionCount count =
        count(CORRECTED.withMedianFilter(false), scores(8, 8, NONE, at(1, 0, 0, 4, 4, 4, 4, 0, 0)));
    assertThat(count.frames().periods().toArray())
        .containsExactly(Double.NaN, Double.NaN, 4, 4, 4, 4, Double.NaN, Double.NaN);
    assertThat(count.repetitions()).isCloseTo(1, within(1e-6));
  }

  @Test
  void rowOfAStrideStandsForAsManyFrames() {
    RepetitionCount count = count(CORRECTED, scores(9, 4, NONE, at(3, 3, 3, 3, 3)));
    assertThat(count.stride()).isEqualTo(3);
    assertThat(count.repetitions()).isCloseTo(1, within(1e-6));
    assertThat(count.frames().periods().get(8)).isEqualTo(9);
  }

  @Test
  void quarterOfACycleMayBeMissing() {
    RepetitionCount missesLittle =
        count(CORRECTED.withMedianFilter(false), scores(7, 8, NONE, at(1, 4, 4, 4, 4, 4, 4, 4, 0)));
    assertThat(missesLittle.completed()).isEqualTo(2);
    RepetitionCount missesMore =
        count(CORRECTED.withMedianFilter(false), scores(6, 8, NONE, at(1, 4, 4, 4, 4, 4, 4, 0, 0)));
    assertThat(missesMore.completed()).isEqualTo(1);
  }

  /** Five frames: stride 1 is periodic in all of them, stride 2 in two of its three. */
  @Test
  void onlyTheReferenceLetsPaddingChooseTheStride() {
    StrideScores one = at(1, 4, 4, 4, 4, 4, 0, 0, 0);
    StrideScores two = at(2, 0, 3, 3, 3, 3, 3, 3, 3);
    VideoScores scores = scores(5, 8, rows(3, 3, 3, 3, 3, 3, 3, 3), one, two);
    assertThat(count(CORRECTED, scores).stride()).isEqualTo(1);
    assertThat(count(REFERENCE, scores).stride()).isEqualTo(2);
  }

  @Test
  void windowsNotAskedForCountAsThePaddingWindow() {
    VideoScores asked =
        scores(4, 4, NONE, inFours(1, 4, 4, 4, 4, 0, 3, 3, 0), inFours(2, 3, 3, 0, 0, 0, 3, 3, 0));
    VideoScores reused = scores(4, 4, rows(0, 3, 3, 0), at(1, 4, 4, 4, 4), at(2, 3, 3, 0, 0));
    StrideChoice choice = new StrideChoice(REFERENCE);
    for (int i = 0; i < 2; i++) {
      assertThat(choice.score(reused, reused.strides().get(i)))
          .isCloseTo(choice.score(asked, asked.strides().get(i)), within(1e-12));
    }
  }

  @Test
  void referenceSaysThatItNeedsThePaddingWindow() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> count(REFERENCE, scores(4, 4, NONE, at(1, 4, 4, 4, 4))))
        .withMessageContaining("/v/clip.mp4");
  }

  /** Windows start at frames 0, 2 and 4; every frame is taken from where it is furthest inside. */
  @Test
  void ofOverlappingWindowsTheMostCentralRowsAreRead() {
    StrideScores overlapping =
        new StrideScores(1, List.of(0, 2, 4), rows(4, 4, 4, 0, 0, 4, 4, 0, 0, 4, 4, 4));
    StrideScores tiles = inFours(1, 4, 4, 4, 4, 4, 4, 4, 4);
    assertThat(count(CORRECTED, scores(8, 4, NONE, overlapping)))
        .isEqualTo(count(CORRECTED, scores(8, 4, NONE, tiles)));
  }

  @Test
  void scoresOfSomeFramesAreRefused() {
    VideoScores all = scores(8, 8, NONE, at(1, 4, 4, 4, 4, 4, 4, 4, 4));
    VideoScores some =
        new VideoScores(
            all.video(), KeptFrames.of(8, 0, 1, 2, 3), all.model(), 8, all.strides(), NONE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> count(CORRECTED, some))
        .withMessageContaining("CORRECTED needs scores of every frame");
  }

  @Test
  void nothingPeriodicCountsNothing() {
    RepetitionCount count = count(CORRECTED, scores(8, 8, NONE, at(1, 0, 0, 0, 0, 0, 0, 0, 0)));
    assertThat(count.repetitions()).isZero();
    assertThat(count.completed()).isZero();
    assertThat(count.periodFrames()).isInfinite();
  }

  private static RepetitionCount count(CountingOptions options, VideoScores scores) {
    return new RepetitionCounter(options).count(scores);
  }

  private static StrideScores at(int stride, int... periods) {
    return StrideScores.tiling(stride, periods.length, rows(periods));
  }

  private static StrideScores inFours(int stride, int... periods) {
    return StrideScores.tiling(stride, 4, rows(periods));
  }
}
