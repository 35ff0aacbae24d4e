package dev.strobe.transforms.table;

import dev.strobe.transforms.failure.Failure;
import java.io.IOException;

/** A failure as a row of {@link Table#FAILURES}. */
record FailureRows(RunId run) implements RowMaker<Failure> {

  @Override
  public void writeRows(Failure failure, RowWriter rows) throws IOException {
    rows.write(
        Row.of(Table.FAILURES, run.value())
            .with("uri", failure.uri())
            .with("stage", failure.stage().label())
            .with("error", failure.error())
            .with("message", failure.message())
            .with("attempts", failure.attempts())
            .withTime("occurred_at", failure.occurredAt())
            .toRecord());
  }
}
