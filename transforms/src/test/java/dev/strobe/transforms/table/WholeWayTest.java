package dev.strobe.transforms.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strobe.transforms.count.CountRepetitions;
import dev.strobe.transforms.count.CountingOptions;
import dev.strobe.transforms.infer.FakePeriodPredictor;
import dev.strobe.transforms.infer.Infer;
import dev.strobe.transforms.infer.InferConfig;
import dev.strobe.transforms.media.MediaRef;
import dev.strobe.transforms.media.ReadMedia;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From files to tables, with real decoding and a model that is made up. */
@ExtendWith(TestPipelineExtension.class)
class WholeWayTest {
  private static final String SAMPLES = "../testdata/videos";
  private static final String BROKEN = "../testdata/broken/*";

  @TempDir Path output;

  @Test
  void everySampleIsCounted(TestPipeline pipeline) throws Exception {
    run(pipeline, SAMPLES, CountingOptions.reference());
    List<Map<String, Object>> videos = StoredTable.rows(output, Table.VIDEOS);
    assertThat(videos)
        .extracting(row -> row.get("video_uri"))
        .containsExactlyInAnyOrderElementsOf(
            ReadMedia.find(SAMPLES).stream().map(MediaRef::uri).toList());
    Map<Object, Long> frames =
        StoredTable.rows(output, Table.FRAMES).stream()
            .collect(Collectors.groupingBy(row -> row.get("video_uri"), Collectors.counting()));
    for (Map<String, Object> video : videos) {
      assertThat(frames).containsEntry(video.get("video_uri"), (Long) video.get("frame_count"));
      assertThat((Double) video.get("fps")).isBetween(10.0, 60.0);
    }
    assertThat(StoredTable.rows(output, Table.FAILURES)).isEmpty();
  }

  @Test
  void brokenFilesAreFailuresAndTheOnlyOnes(TestPipeline pipeline) throws Exception {
    run(pipeline, BROKEN + "," + SAMPLES + "/pendulum.mp4", CountingOptions.corrected());
    assertThat(StoredTable.rows(output, Table.VIDEOS))
        .extracting(row -> nameOf(row.get("video_uri")))
        .containsExactlyInAnyOrder("pendulum.mp4", "truncated.mp4");
    assertThat(StoredTable.rows(output, Table.FAILURES))
        .extracting(row -> nameOf(row.get("uri")) + " " + row.get("stage") + " " + row.get("error"))
        .containsExactlyInAnyOrder(
            "empty.mp4 decode NOT_DECODABLE",
            "random.mp4 decode NOT_DECODABLE",
            "no_index.mp4 decode NOT_DECODABLE",
            "picture.mp4 decode NOT_DECODABLE",
            "no_frames.mp4 decode NOT_DECODABLE",
            "notes.txt decode NOT_DECODABLE",
            "truncated.mp4 decode BROKEN_OFF");
  }

  private void run(TestPipeline pipeline, String input, CountingOptions options) {
    Infer.Result result =
        pipeline
            .apply(ReadMedia.from(input))
            .apply(
                Infer.with(
                    () -> new FakePeriodPredictor("clip"),
                    InferConfig.defaults().withPadding(options.needsPadding())));
    TableRows.of(result.scores().apply(CountRepetitions.with(options)), result.failures())
        .apply("Write", WriteTables.to(output.toString(), new RunId("test")));
    pipeline.run().waitUntilFinish();
  }

  private static String nameOf(Object uri) {
    return Path.of((String) uri).getFileName().toString();
  }
}
