package dev.strobe.transforms.table;

import java.io.IOException;
import java.io.Serializable;
import java.nio.channels.WritableByteChannel;
import org.apache.beam.sdk.io.parquet.ParquetIO;

/**
 * Writes values as rows of a Parquet file. The rows of a value exist one at a time, so that a long
 * video's frames need no memory of their own.
 */
final class TableSink<T> implements Serializable {
  /** A writer holds a whole row group in memory. */
  private static final int ROW_GROUP_BYTES = 16 << 20;

  private final Table table;
  private final RowMaker<T> maker;
  private final ParquetIO.Sink parquet;

  private TableSink(Table table, RowMaker<T> maker) {
    this.table = table;
    this.maker = maker;
    this.parquet = ParquetIO.sink(table.schema()).withRowGroupSize(ROW_GROUP_BYTES);
  }

  static <T> TableSink<T> of(Table table, RowMaker<T> maker) {
    return new TableSink<>(table, maker);
  }

  /** For files without rows. */
  static TableSink<Void> empty(Table table) {
    return of(table, (none, rows) -> {});
  }

  /** A sink of the same kind: a sink serves one file at a time. */
  TableSink<T> another() {
    return new TableSink<>(table, maker);
  }

  Table table() {
    return table;
  }

  void open(WritableByteChannel channel) throws IOException {
    parquet.open(channel);
  }

  void write(T value) throws IOException {
    maker.writeRows(value, parquet::write);
  }

  void flush() throws IOException {
    parquet.flush();
  }
}
