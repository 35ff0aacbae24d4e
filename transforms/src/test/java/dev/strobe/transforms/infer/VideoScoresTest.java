package dev.strobe.transforms.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class VideoScoresTest {
  private static final VideoFacts VIDEO =
      new VideoFacts("/v/ä.mp4", 29.97, 640, 360, FrameSeries.of(0, 0.03, 0.07));
  private static final KeptFrames ALL = KeptFrames.all(3);
  private static final ModelVersion MODEL = new ModelVersion("repnet", 3);

  @Test
  void coderGivesBackWhatItTook() throws Exception {
    VideoScores scores =
        new VideoScores(
            VIDEO,
            KeptFrames.of(3, 0, 2),
            MODEL,
            2,
            List.of(new StrideScores(1, List.of(0, 1), rows(4)), tiles(2, rows(2))),
            rows(2));
    CoderProperties.coderDecodeEncodeEqual(VideoScoresCoder.of(), scores);
    CoderProperties.coderSerializable(VideoScoresCoder.of());
  }

  @Test
  void rowTakesFourBytesANumberAndAWindowTwoMore() throws Exception {
    int small = size(rows(4));
    int large = size(rows(104));
    assertThat(large - small).isBetween(100 * 4 * 4, 100 * 4 * 4 + 50 * 2 + 4);
  }

  private static int size(ScoreRows rows) throws Exception {
    VideoScores scores =
        new VideoScores(VIDEO, ALL, MODEL, 2, List.of(tiles(1, rows)), ScoreRows.none(3));
    return CoderUtils.encodeToByteArray(VideoScoresCoder.of(), scores).length;
  }

  @Test
  void windowsThatDoNotReachTheLastFrameAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new VideoScores(
                    VIDEO, ALL, MODEL, 2, List.of(tiles(1, rows(2))), ScoreRows.none(3)))
        .withMessage(
            "3 frames at stride 1 take whole windows of 2 rows but had 2 rows in 1 windows");
  }

  @Test
  void windowsThatLeaveAGapAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new VideoScores(
                    VIDEO,
                    ALL,
                    MODEL,
                    1,
                    List.of(new StrideScores(1, List.of(0, 2), rows(2))),
                    ScoreRows.none(3)));
  }

  @Test
  void frameThatWasLeftOutIsStoodForByTheOneKeptBefore() {
    KeptFrames kept = KeptFrames.of(6, 0, 3, 5);
    assertThat(kept.count()).isEqualTo(3);
    assertThat(kept.frame(1)).isEqualTo(3);
    assertThat(kept.indexAt(2)).isZero();
    assertThat(kept.indexAt(3)).isEqualTo(1);
    assertThat(kept.indexAt(4)).isEqualTo(1);
    assertThatIllegalArgumentException().isThrownBy(() -> KeptFrames.of(3, 0, 2, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> KeptFrames.of(3, 1, 2));
  }

  private static StrideScores tiles(int stride, ScoreRows rows) {
    return StrideScores.tiling(stride, 2, rows);
  }

  private static ScoreRows rows(int rows) {
    float[] period = new float[rows * 3];
    float[] periodicity = new float[rows];
    for (int i = 0; i < period.length; i++) {
      period[i] = i * 0.5f;
    }
    return ScoreRows.of(3, period, periodicity);
  }
}
