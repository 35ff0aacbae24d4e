package dev.strobe.transforms.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.strobe.transforms.infer.StrideScores;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrideEvidenceTest {
  private static final int SIX_FRAMES = 24;

  @Test
  void rowsSpeakForTheFramesTheyStandFor() {
    StrideScores scores = StrideScores.tiling(1, 8, TestScores.rows(6, 6, 6, 6, 0, 0, 0, 0));
    StrideEvidence evidence = of(scores, 8, 8);
    assertThat(evidence.period(0, SIX_FRAMES)).isCloseTo(1, within(1e-5f));
    assertThat(evidence.periodic(0)).isCloseTo(1, within(1e-6));
    assertThat(evidence.periodic(1)).isCloseTo(0, within(1e-6));
    assertThat(evidence.sureness(1)).isCloseTo(0, within(1e-6));
  }

  @Test
  void rowsOfALongerStrideSpeakForLongerPeriods() {
    StrideScores scores = StrideScores.tiling(2, 8, TestScores.rows(6, 6, 6, 6, 6, 6, 6, 6));
    StrideEvidence evidence = of(scores, 16, 8);
    assertThat(evidence.period(3, SIX_FRAMES + 24)).isCloseTo(1, within(1e-5f));
    assertThat(evidence.period(3, SIX_FRAMES)).isCloseTo(0, within(1e-5f));
  }

  @Test
  void copiesOfTheLastFrameSayNothing() {
    StrideScores scores = StrideScores.tiling(1, 8, TestScores.rows(6, 6, 6, 6, 6, 0, 0, 0));
    StrideEvidence evidence = of(scores, 5, 8);
    assertThat(evidence.periodic(1)).isCloseTo(1, within(1e-6));
  }

  @Test
  void ofOverlappingWindowsTheOneFurtherFromItsEndsWeighsMore() {
    int[] rows = new int[128];
    Arrays.fill(rows, 0, 64, 6);
    StrideScores scores = new StrideScores(1, List.of(0, 32), TestScores.rows(rows));
    StrideEvidence evidence = of(scores, 96, 64);
    assertThat(evidence.periodic(0)).isCloseTo(1, within(1e-6));
    assertThat(evidence.periodic(9)).isBetween(0.6, 0.8);
    assertThat(evidence.periodic(14)).isBetween(0.2, 0.4);
    assertThat(evidence.periodic(23)).isCloseTo(0, within(1e-6));
  }

  private static StrideEvidence of(StrideScores scores, int frames, int windowRows) {
    return StrideEvidence.of(scores, RowRun.of(scores, frames, windowRows), new TimeSteps(frames));
  }
}
