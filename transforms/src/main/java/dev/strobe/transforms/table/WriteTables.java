package dev.strobe.transforms.table;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Clock;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.PDone;

/**
 * Writes the tables of {@link Table} as Parquet files below a directory. Every table is there
 * afterwards, if need be without rows.
 *
 * <p>A run replaces the tables of earlier runs: once all its files are in place, files that others
 * wrote are removed, told by their names; whatever else lies in the directories stays. A run that
 * fails before that leaves the earlier tables as they were, perhaps with some of its own files
 * beside them, which the next run removes. Input must be bounded and in the global window.
 */
public final class WriteTables extends PTransform<TableRows, PDone> {
  private final TableFiles files;
  private final RunId run;
  private final Clock clock;

  private WriteTables(TableFiles files, RunId run, Clock clock) {
    this.files = files;
    this.run = requireNonNull(run, "run");
    this.clock = clock;
  }

  /** Writes below {@code output} under that name of a run. */
  public static WriteTables to(String output, RunId run) {
    return new WriteTables(new TableFiles(output), run, Clock.systemUTC());
  }

  /**
   * Tries whether a directory can be written to, by way of a file that is removed at once.
   *
   * @throws UnwritableOutputException if it can't
   */
  public static void requireWritable(String output) {
    new TableFiles(output).requireWritable();
  }

  WriteTables withClock(Clock value) {
    return new WriteTables(files, run, value);
  }

  @Override
  public PDone expand(TableRows rows) {
    PCollectionView<Long> written =
        PCollectionList.of(write(Table.VIDEOS, rows.counts(), new VideoRows(run, clock)))
            .and(write(Table.FRAMES, rows.counts(), new FrameRows(run)))
            .and(write(Table.FAILURES, rows.failures(), new FailureRows(run)))
            .apply("Files", Flatten.pCollections())
            .apply("Written", Combine.globally(Count.<String>combineFn()).asSingletonView());
    PCollection<Void> published =
        rows.getPipeline()
            .apply("Once", Create.of(1).withCoder(VarIntCoder.of()))
            .apply("Publish", ParDo.of(new PublishFn(files, run)).withSideInputs(written));
    return PDone.in(published.getPipeline());
  }

  private <T> PCollection<String> write(Table table, PCollection<T> values, RowMaker<T> maker) {
    String name = table.directory();
    RunId thisRun = run;
    return values
        .apply(
            name,
            FileIO.<T>write()
                .via(TableSink.of(table, maker))
                .to(files.directory(table).toString())
                .withNaming(
                    (window, pane, shards, shard, compression) ->
                        TableFiles.name(thisRun, shard, shards)))
        .getPerDestinationOutputFilenames()
        .apply("Names of " + name, Values.create());
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder
        .add(DisplayData.item("output", files.output()))
        .add(DisplayData.item("run", run.value()));
  }

  /** Runs when all files are in place, which is when its side input is known. */
  private static final class PublishFn extends DoFn<Integer, Void> {
    private final TableFiles files;
    private final RunId run;

    PublishFn(TableFiles files, RunId run) {
      this.files = files;
      this.run = run;
    }

    @ProcessElement
    public void publish() throws IOException {
      for (Table table : Table.values()) {
        files.completeRun(table, run);
      }
      for (Table table : Table.values()) {
        files.deleteOtherRuns(table, run);
      }
    }
  }
}
