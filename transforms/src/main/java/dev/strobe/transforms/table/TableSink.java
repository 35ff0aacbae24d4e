package dev.strobe.transforms.table;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.io.parquet.ParquetIO;

/**
 * Writes values as rows of a Parquet file. The rows of a value exist one at a time, so that a long
 * video's frames need no memory of their own.
 */
final class TableSink<T> implements FileIO.Sink<T> {
  /** A writer holds a whole row group in memory. */
  private static final int ROW_GROUP_BYTES = 16 << 20;

  private final FileIO.Sink<GenericRecord> parquet;
  private final RowMaker<T> maker;

  private TableSink(FileIO.Sink<GenericRecord> parquet, RowMaker<T> maker) {
    this.parquet = parquet;
    this.maker = maker;
  }

  static <T> TableSink<T> of(Table table, RowMaker<T> maker) {
    return new TableSink<>(ParquetIO.sink(table.schema()).withRowGroupSize(ROW_GROUP_BYTES), maker);
  }

  @Override
  public void open(WritableByteChannel channel) throws IOException {
    parquet.open(channel);
  }

  @Override
  public void write(T value) throws IOException {
    maker.writeRows(value, parquet::write);
  }

  @Override
  public void flush() throws IOException {
    parquet.flush();
  }
}
