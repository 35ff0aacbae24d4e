package dev.strobe.transforms.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;

/**
 * Writes a bundle's values into one staged file for each table, and says which: table, file. What a
 * bundle that fails has written is never named, hence never published.
 */
final class StageFn<T> extends DoFn<T, KV<String, String>> {
  private final TableFiles files;
  private final List<TableSink<T>> sinks;
  private transient List<TableWriter<T>> writers = new ArrayList<>();

  StageFn(TableFiles files, List<TableSink<T>> sinks) {
    this.files = files;
    this.sinks = List.copyOf(sinks);
  }

  @StartBundle
  public void start() {
    writers = new ArrayList<>();
  }

  @ProcessElement
  public void write(@Element T value) throws IOException {
    if (writers.isEmpty()) {
      for (TableSink<T> sink : sinks) {
        writers.add(TableWriter.open(files.newStagedFile(sink.table()), sink.another()));
      }
    }
    for (TableWriter<T> writer : writers) {
      writer.write(value);
    }
  }

  @FinishBundle
  public void finish(FinishBundleContext context) throws IOException {
    for (int i = 0; i < writers.size(); i++) {
      try (TableWriter<T> writer = writers.get(i)) {
        writer.finish();
        context.output(
            KV.of(sinks.get(i).table().name(), writer.file()),
            GlobalWindow.INSTANCE.maxTimestamp(),
            GlobalWindow.INSTANCE);
      }
    }
    writers.clear();
  }

  /** Lets go of the files of a bundle that failed. */
  @Teardown
  public void teardown() throws IOException {
    for (TableWriter<T> writer : writers) {
      writer.close();
    }
  }
}
