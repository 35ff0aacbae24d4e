package dev.strobe.transforms.table;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** One row in the making. */
final class Row {
  private final GenericData.Record columns;

  private Row(Table table) {
    this.columns = new GenericData.Record(table.schema());
  }

  static Row of(Table table, String runId) {
    return new Row(table).with("run_id", runId);
  }

  Row with(String column, Object value) {
    columns.put(column, value);
    return this;
  }

  /** NULL where the number is infinite or not a number. */
  Row withNumber(String column, double value) {
    columns.put(column, Double.isFinite(value) ? value : null);
    return this;
  }

  Row withTime(String column, Instant time) {
    columns.put(column, ChronoUnit.MICROS.between(Instant.EPOCH, time));
    return this;
  }

  GenericRecord toRecord() {
    return columns;
  }
}
