package dev.strobe.transforms.count;

import static dev.strobe.transforms.count.TestScores.CLASSES;
import static dev.strobe.transforms.count.TestScores.rows;
import static dev.strobe.transforms.count.TestScores.scores;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.strobe.transforms.infer.ScoreRows;
import dev.strobe.transforms.infer.StrideScores;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ConfidenceTest {
  @Test
  void evidenceOfOneClearPeriod() {
    CountEvidence evidence = evidence(at(1, 6, 96));
    assertThat(evidence.score()).isGreaterThan(0.95);
    assertThat(evidence.margin()).isGreaterThan(3);
    assertThat(evidence.agreement()).isCloseTo(1, within(1e-3));
    assertThat(evidence.repeating()).isEqualTo(1);
    assertThat(evidence.entropy()).isBetween(0.2, 0.8);
    assertThat(evidence.cycles()).isCloseTo(16, within(0.01));
  }

  @Test
  void stridesThatSayOtherPeriodsDisagree() {
    CountEvidence evidence = evidence(at(1, 6, 96), at(2, 7, 48));
    assertThat(evidence.agreement()).isBetween(0.3, 0.7);
    assertThat(evidence.margin()).isLessThan(evidence(at(1, 6, 96)).margin());
  }

  @Test
  void repetitionsOfAVideoThatIsSetToZeroAreStillTold() {
    CountingOptions strict = CountingOptions.joint().withThreshold(1);
    RepetitionCount count =
        new RepetitionCounter(strict).count(scores(96, 16, none(), at(1, 6, 96)));
    assertThat(count.repetitions()).isZero();
    assertThat(count.evidence().orElseThrow().cycles()).isCloseTo(16, within(0.01));
  }

  @Test
  void confidenceIsAChanceAndOtherScoringsHaveNone() {
    CountEvidence extreme = new CountEvidence(1, 1000, 1, 1, 0, 0);
    assertThat(Confidence.of(extreme, 5)).isBetween(0.0, 1.0);
    assertThat(Confidence.of(CountEvidence.none(), 0)).isBetween(0.0, 1.0);
    RepetitionCount corrected =
        new RepetitionCounter(CountingOptions.corrected())
            .count(scores(96, 16, none(), at(1, 6, 96)));
    assertThat(corrected.confidence()).isNaN();
  }

  private static CountEvidence evidence(StrideScores... strides) {
    return new RepetitionCounter(CountingOptions.joint())
        .count(scores(96, 16, none(), strides))
        .evidence()
        .orElseThrow();
  }

  private static ScoreRows none() {
    return ScoreRows.none(CLASSES);
  }

  private static StrideScores at(int stride, int period, int rows) {
    int[] periods = new int[rows];
    Arrays.fill(periods, period);
    return StrideScores.tiling(stride, 16, rows(periods));
  }
}
