package dev.strobe.transforms.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.strobe.transforms.count.CountEvidence;
import dev.strobe.transforms.count.RepetitionCount;
import dev.strobe.transforms.count.RepetitionCount.FrameCounts;
import dev.strobe.transforms.count.RepetitionCountCoder;
import dev.strobe.transforms.failure.Failure;
import dev.strobe.transforms.failure.FailureCoder;
import dev.strobe.transforms.failure.Stage;
import dev.strobe.transforms.infer.FrameSeries;
import dev.strobe.transforms.infer.ModelVersion;
import dev.strobe.transforms.infer.VideoFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TestPipelineExtension.class)
class WriteTablesTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.000006Z");
  private static final RunId RUN = new RunId("run_2");

  private static final RepetitionCount COUNT =
      new RepetitionCount(
          new VideoFacts("/v/ä.mp4", 10, 640, 480, FrameSeries.of(0, 0.1, 0.25)),
          new ModelVersion("repnet", 3),
          2,
          4,
          0.75,
          Optional.of(new CountEvidence(0.75, 2, 0.5, 0.25, 0.125, 3)),
          new FrameCounts(
              FrameSeries.of(Double.NaN, 4, 2),
              FrameSeries.of(0.1, 0.9, 0.8),
              FrameSeries.of(0, 0.25, 0.5)));

  private static final RepetitionCount NOTHING =
      new RepetitionCount(
          new VideoFacts("/v/still.mp4", 0, 64, 48, FrameSeries.of(0)),
          new ModelVersion("repnet", 3),
          1,
          Double.POSITIVE_INFINITY,
          Double.NaN,
          Optional.empty(),
          new FrameCounts(FrameSeries.of(Double.NaN), FrameSeries.of(0), FrameSeries.of(0)));

  private static final Failure FAILURE =
      new Failure("/v/b.txt", Stage.DECODE, "NOT_DECODABLE", "it is text", 1, NOW);

  @TempDir Path folder;
  private Path output;

  @BeforeEach
  void nameTheOutput() throws IOException {
    output = Files.createDirectory(folder.resolve("tables of [today] {1}"));
  }

  @Test
  void rowsHoldWhatWasCounted(TestPipeline pipeline) throws Exception {
    write(pipeline, List.of(COUNT, NOTHING), List.of(FAILURE));
    assertThat(StoredTable.rows(output, Table.VIDEOS))
        .containsExactlyInAnyOrder(
            columns(
                "run_id",
                "run_2",
                "video_uri",
                "/v/ä.mp4",
                "repetitions",
                0.75,
                "completed",
                1L,
                "period_frames",
                4.0,
                "period_seconds",
                0.4,
                "score",
                0.75,
                "confidence",
                COUNT.confidence(),
                "period_margin",
                2.0,
                "stride_agreement",
                0.5,
                "repeating_share",
                0.25,
                "period_entropy",
                0.125,
                "candidate_repetitions",
                3.0,
                "stride",
                2,
                "frame_count",
                3L,
                "fps",
                10.0,
                "width",
                640,
                "height",
                480,
                "model_name",
                "repnet",
                "model_version",
                3L,
                "processed_at",
                NOW),
            columns(
                "run_id",
                "run_2",
                "video_uri",
                "/v/still.mp4",
                "repetitions",
                0.0,
                "completed",
                0L,
                "period_frames",
                null,
                "period_seconds",
                null,
                "score",
                null,
                "confidence",
                null,
                "period_margin",
                null,
                "stride_agreement",
                null,
                "repeating_share",
                null,
                "period_entropy",
                null,
                "candidate_repetitions",
                null,
                "stride",
                1,
                "frame_count",
                1L,
                "fps",
                null,
                "width",
                64,
                "height",
                48,
                "model_name",
                "repnet",
                "model_version",
                3L,
                "processed_at",
                NOW));
    assertThat(StoredTable.rows(output, Table.FRAMES))
        .containsExactlyInAnyOrder(
            frame("/v/ä.mp4", 0, 0.0, null, 0.1, 0.0, 0.0),
            frame("/v/ä.mp4", 1, 0.1, 4.0, 0.9, 0.25, 0.25),
            frame("/v/ä.mp4", 2, 0.25, 2.0, 0.8, 0.5, 0.75),
            frame("/v/still.mp4", 0, 0.0, null, 0.0, 0.0, 0.0));
    assertThat(StoredTable.rows(output, Table.FAILURES))
        .containsExactly(
            columns(
                "run_id",
                "run_2",
                "uri",
                "/v/b.txt",
                "stage",
                "decode",
                "error",
                "NOT_DECODABLE",
                "message",
                "it is text",
                "attempts",
                1,
                "occurred_at",
                NOW));
  }

  @Test
  void everyTableIsThereWithItsColumnsEvenWithoutRows(TestPipeline pipeline) throws Exception {
    write(pipeline, List.of(), List.of());
    for (Table table : Table.values()) {
      assertThat(StoredTable.rows(output, table)).as("%s", table).isEmpty();
    }
    assertThat(StoredTable.columns(output, Table.VIDEOS))
        .containsExactly(
            "run_id VARCHAR",
            "video_uri VARCHAR",
            "repetitions DOUBLE",
            "completed BIGINT",
            "period_frames DOUBLE",
            "period_seconds DOUBLE",
            "score DOUBLE",
            "confidence DOUBLE",
            "period_margin DOUBLE",
            "stride_agreement DOUBLE",
            "repeating_share DOUBLE",
            "period_entropy DOUBLE",
            "candidate_repetitions DOUBLE",
            "stride INTEGER",
            "frame_count BIGINT",
            "fps DOUBLE",
            "width INTEGER",
            "height INTEGER",
            "model_name VARCHAR",
            "model_version BIGINT",
            "processed_at TIMESTAMP WITH TIME ZONE");
    assertThat(StoredTable.columns(output, Table.FRAMES))
        .containsExactly(
            "run_id VARCHAR",
            "video_uri VARCHAR",
            "frame BIGINT",
            "time_seconds DOUBLE",
            "period_frames DOUBLE",
            "within_period DOUBLE",
            "frame_count DOUBLE",
            "cumulative_count DOUBLE");
    assertThat(StoredTable.columns(output, Table.IMAGES))
        .containsExactly(
            "run_id VARCHAR",
            "image_uri VARCHAR",
            "label VARCHAR",
            "score DOUBLE",
            "rank INTEGER",
            "model_name VARCHAR",
            "model_version BIGINT",
            "processed_at TIMESTAMP WITH TIME ZONE");
    assertThat(StoredTable.columns(output, Table.FAILURES))
        .containsExactly(
            "run_id VARCHAR",
            "uri VARCHAR",
            "stage VARCHAR",
            "error VARCHAR",
            "message VARCHAR",
            "attempts INTEGER",
            "occurred_at TIMESTAMP WITH TIME ZONE");
  }

  @Test
  void earlierRunIsReplacedAndNothingElse(TestPipeline pipeline) throws Exception {
    Path videos = Files.createDirectories(output.resolve("videos"));
    Path images = Files.createDirectories(output.resolve("images"));
    List<Path> earlier =
        List.of(
            videos.resolve("part-run_1-00000-of-00002.parquet"),
            videos.resolve("part-run_1-00001-of-00002.parquet"),
            images.resolve("part-run_1-00000-of-00001.parquet"));
    List<Path> others =
        List.of(
            videos.resolve("part-00000-of-00001.parquet"),
            videos.resolve("part-run_1-00000-of-00001.parquet.bak"),
            output.resolve("part-run_1-00000-of-00001.parquet"));
    for (Path file : Stream.concat(earlier.stream(), others.stream()).toList()) {
      Files.writeString(file, "x");
    }
    write(pipeline, List.of(COUNT), List.of());
    assertThat(earlier).noneMatch(Files::exists);
    assertThat(others).allMatch(Files::exists);
    assertThat(namesIn(images)).containsExactly("part-run_2-00000-of-00001.parquet");
  }

  @Test
  void runThatFailsLeavesTheEarlierTables(TestPipeline pipeline) throws Exception {
    Path videos = Files.createDirectories(output.resolve("videos"));
    Files.writeString(videos.resolve("part-run_1-00000-of-00001.parquet"), "x");
    PCollection<RepetitionCount> failing =
        pipeline
            .apply("Counts", Create.of(COUNT, NOTHING).withCoder(RepetitionCountCoder.of()))
            .apply(
                Filter.by(
                    count -> {
                      if (count.score() == 0.75) {
                        return true;
                      }
                      throw new IllegalStateException("a fault");
                    }));
    TableRows.of(failing, pipeline.apply(Create.empty(FailureCoder.of())))
        .apply("Write", WriteTables.to(output.toString(), RUN));
    assertThatExceptionOfType(PipelineExecutionException.class)
        .isThrownBy(() -> pipeline.run().waitUntilFinish());
    assertThat(namesIn(videos)).containsExactly("part-run_1-00000-of-00001.parquet");
  }

  @Test
  void outputThatCannotBeWrittenIsNamed() throws Exception {
    Path file = Files.writeString(output.resolve("a file"), "x");
    String below = file.resolve("out").toString();
    assertThatExceptionOfType(UnwritableOutputException.class)
        .isThrownBy(() -> WriteTables.requireWritable(below))
        .withMessageStartingWith("the output '" + below + "' can't be written to: ")
        .withMessageNotContaining("\n");
    WriteTables.requireWritable(output.toString());
    assertThat(namesIn(output)).containsExactly("a file");
  }

  @Test
  void runIdThatWouldNotMakeAFileNameIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RunId("a/b"))
        .withMessage("a run id must be 1 to 64 letters, digits, '_' or '-' but was 'a/b'");
  }

  private void write(TestPipeline pipeline, List<RepetitionCount> counts, List<Failure> failures) {
    TableRows.of(
            pipeline.apply("Counts", Create.of(counts).withCoder(RepetitionCountCoder.of())),
            pipeline.apply("Failures", Create.of(failures).withCoder(FailureCoder.of())))
        .apply(
            "Write",
            WriteTables.to(output.toString(), RUN).withClock(Clock.fixed(NOW, ZoneOffset.UTC)));
    pipeline.run().waitUntilFinish();
  }

  private static Map<String, Object> frame(
      String uri,
      long frame,
      double time,
      Double period,
      double within,
      double count,
      double cumulative) {
    return columns(
        "run_id",
        "run_2",
        "video_uri",
        uri,
        "frame",
        frame,
        "time_seconds",
        time,
        "period_frames",
        period,
        "within_period",
        within,
        "frame_count",
        count,
        "cumulative_count",
        cumulative);
  }

  private static Map<String, Object> columns(Object... namesAndValues) {
    Map<String, Object> columns = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      columns.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return columns;
  }

  private static List<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    }
  }
}
