package dev.strobe.transforms.table;

import static java.util.Objects.requireNonNull;

import dev.strobe.transforms.count.RepetitionCount;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.PDone;

/**
 * Writes the tables of {@link Table} as Parquet files below a directory. Every table is there
 * afterwards, if need be without rows.
 *
 * <p>A run replaces the tables of earlier runs. Rows are written aside as they come; once all are,
 * the files are moved into place and those of other runs removed, told by their names, while
 * whatever else lies in the directories stays. A run that fails before that leaves the earlier
 * tables as they were. Input must be bounded; its windows do not matter.
 */
public final class WriteTables extends PTransform<TableRows, PDone> {
  private final TableFiles files;
  private final Clock clock;

  private WriteTables(TableFiles files, Clock clock) {
    this.files = files;
    this.clock = clock;
  }

  /** Writes below {@code output} under that name of a run. */
  public static WriteTables to(String output, RunId run) {
    requireNonNull(output, "output");
    requireNonNull(run, "run");
    return new WriteTables(new TableFiles(output, run), Clock.systemUTC());
  }

  /**
   * Tries whether a directory can be written to, by way of a file that is removed at once.
   *
   * @throws UnwritableOutputException if it can't
   */
  public static void requireWritable(String output) {
    new TableFiles(output, new RunId("probe-" + UUID.randomUUID())).requireWritable();
  }

  WriteTables withClock(Clock value) {
    return new WriteTables(files, value);
  }

  @Override
  public PDone expand(TableRows rows) {
    RunId run = files.run();
    TableSink<RepetitionCount> videos = TableSink.of(Table.VIDEOS, new VideoRows(run, clock));
    PCollectionView<List<KV<String, String>>> staged =
        PCollectionList.of(
                stage(
                    "Counts",
                    rows.counts(),
                    List.of(videos, TableSink.of(Table.FRAMES, new FrameRows(run)))))
            .and(
                stage(
                    "Failures",
                    rows.failures(),
                    List.of(TableSink.of(Table.FAILURES, new FailureRows(run)))))
            .apply("Files", Flatten.pCollections())
            .apply("Staged", View.asList());
    PCollection<Void> published =
        rows.getPipeline()
            .apply("Once", Create.of(1).withCoder(VarIntCoder.of()))
            .apply("Publish", ParDo.of(new PublishFn(files, staged)).withSideInputs(staged));
    return PDone.in(published.getPipeline());
  }

  private <T> PCollection<KV<String, String>> stage(
      String name, PCollection<T> values, List<TableSink<T>> sinks) {
    return values
        .apply(name + " globally", Window.into(new GlobalWindows()))
        .apply(name, ParDo.of(new StageFn<>(files, sinks)))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), StringUtf8Coder.of()));
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder
        .add(DisplayData.item("output", files.output()))
        .add(DisplayData.item("run", files.run().value()));
  }

  /** Runs when all rows are written, which is when its side input is known. */
  private static final class PublishFn extends DoFn<Integer, Void> {
    private final TableFiles files;
    private final PCollectionView<List<KV<String, String>>> staged;

    PublishFn(TableFiles files, PCollectionView<List<KV<String, String>>> staged) {
      this.files = files;
      this.staged = staged;
    }

    @ProcessElement
    public void publish(ProcessContext context) throws IOException {
      List<KV<String, String>> written = context.sideInput(staged);
      for (Table table : Table.values()) {
        files.publish(
            table,
            written.stream()
                .filter(file -> file.getKey().equals(table.name()))
                .map(KV::getValue)
                .toList());
      }
      for (Table table : Table.values()) {
        files.deleteOtherRuns(table);
      }
      files.deleteStaging();
    }
  }
}
