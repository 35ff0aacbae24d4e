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
  private static final ModelVersion MODEL = new ModelVersion("repnet", 3);

  @Test
  void coderGivesBackWhatItTook() throws Exception {
    VideoScores scores =
        new VideoScores(
            VIDEO,
            MODEL,
            2,
            List.of(new StrideScores(1, rows(4)), new StrideScores(2, rows(2))),
            rows(2));
    CoderProperties.coderDecodeEncodeEqual(VideoScoresCoder.of(), scores);
    CoderProperties.coderSerializable(VideoScoresCoder.of());
  }

  @Test
  void rowTakesFourBytesANumber() throws Exception {
    int small = size(rows(4));
    int large = size(rows(104));
    assertThat(large - small).isBetween(100 * 4 * 4, 100 * 4 * 4 + 4);
  }

  private static int size(ScoreRows rows) throws Exception {
    VideoScores scores =
        new VideoScores(VIDEO, MODEL, 2, List.of(new StrideScores(1, rows)), ScoreRows.none(3));
    return CoderUtils.encodeToByteArray(VideoScoresCoder.of(), scores).length;
  }

  @Test
  void windowsThatDoNotReachTheLastFrameAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new VideoScores(
                    VIDEO, MODEL, 2, List.of(new StrideScores(1, rows(2))), ScoreRows.none(3)))
        .withMessage("3 frames at stride 1 take whole windows of 2 rows but had 2 rows");
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
