package dev.strobe.server.tfrecord;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordWriterTest {
  @TempDir Path temp;

  @Test
  void fileWithoutRecordsGoesWhenItEnds() throws IOException {
    Path empty = temp.resolve("empty");
    Path full = temp.resolve("full");
    try (RecordWriter none = RecordWriter.create(empty);
        RecordWriter one = RecordWriter.create(full)) {
      assertThat(none.records()).isZero();
      one.write(new byte[3]);
    }
    assertThat(empty).doesNotExist();
    assertThat(full).hasSize(RecordWriter.framedSize(3));
  }
}
