package dev.strobe.transforms.table;

import java.io.IOException;
import java.io.Serializable;
import org.apache.avro.generic.GenericRecord;

/** Makes the rows of one table out of a value, one after the other, never all at once. */
@FunctionalInterface
interface RowMaker<T> extends Serializable {

  void writeRows(T value, RowWriter rows) throws IOException;

  /** Takes rows. */
  @FunctionalInterface
  interface RowWriter {
    void write(GenericRecord row) throws IOException;
  }
}
