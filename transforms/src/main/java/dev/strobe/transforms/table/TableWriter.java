package dev.strobe.transforms.table;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;

/** One file of a table while it is written. Used by one thread. */
final class TableWriter<T> implements AutoCloseable {
  static final String MIME_TYPE = "application/vnd.apache.parquet";

  private final ResourceId file;
  private final WritableByteChannel channel;
  private final TableSink<T> sink;

  private TableWriter(ResourceId file, WritableByteChannel channel, TableSink<T> sink) {
    this.file = file;
    this.channel = channel;
    this.sink = sink;
  }

  static <T> TableWriter<T> open(ResourceId file, TableSink<T> sink) throws IOException {
    WritableByteChannel channel = FileSystems.create(file, MIME_TYPE);
    sink.open(channel);
    return new TableWriter<>(file, channel, sink);
  }

  /** Where it is. */
  String file() {
    return file.toString();
  }

  void write(T value) throws IOException {
    sink.write(value);
  }

  /** Completes the file; closing alone leaves it unreadable. */
  void finish() throws IOException {
    sink.flush();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
