package dev.strobe.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job over the bundled samples, with the bundled model on the embedded server. */
class CountSamplesIT {
  @TempDir private static Path output;
  private static CountRun run;

  @BeforeAll
  static void count() {
    run = CountRun.of(output, "--input=" + Samples.VIDEOS);
  }

  @Test
  void everySampleIsCountedWithinOne() throws Exception {
    assertThat(run.status()).as(run.err()).isZero();
    Map<String, Integer> truth = Samples.trueCounts();

    List<List<@Nullable String>> videos =
        run.query("SELECT regexp_extract(video_uri, '[^/]*$'), completed FROM videos");

    assertThat(videos).hasSameSizeAs(truth.keySet());
    for (List<@Nullable String> video : videos) {
      assertThat(Integer.parseInt(video.get(1)))
          .as(video.get(0))
          .isCloseTo(truth.get(video.get(0)), Offset.offset(1));
    }
  }

  @Test
  void aLineIsPrintedForEachVideo() {
    assertThat(run.out().lines())
        .hasSameSizeAs(Samples.trueCounts().keySet())
        .allMatch(
            line ->
                line.matches(
                    "\\S+ +\\d+\\.\\d\\d repetitions +\\d+ completed  period +(-|\\d+\\.\\d\\d) s"
                        + "  confidence +(-|\\d\\.\\d\\d)  stride [1-8]"));
  }

  @Test
  void framesAddUpToTheirVideo() throws Exception {
    assertThat(
            run.query(
                """
                SELECT v.video_uri FROM videos v JOIN
                  (SELECT video_uri, count(*) AS n, sum(frame_count) AS total,
                          max(cumulative_count) AS last FROM frames GROUP BY 1) f
                USING (video_uri)
                WHERE n <> v.frame_count OR abs(total - repetitions) > 1e-6
                  OR abs(last - repetitions) > 1e-6"""))
        .isEmpty();
    assertThat(run.query("SELECT count(DISTINCT video_uri) FROM frames").get(0).get(0))
        .isEqualTo(String.valueOf(Samples.trueCounts().size()));
  }

  @Test
  void tablesWithoutRowsAreThereToo() throws Exception {
    assertThat(run.query("SELECT * FROM failures")).isEmpty();
    assertThat(run.query("SELECT image_uri, label, score, rank FROM images")).isEmpty();
  }

  @Test
  void portraitClipIsReportedUpright() throws Exception {
    assertThat(run.query("SELECT width, height FROM videos WHERE video_uri LIKE '%portrait%'"))
        .containsExactly(List.of("240", "320"));
  }
}
