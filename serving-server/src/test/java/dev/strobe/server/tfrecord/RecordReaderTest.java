package dev.strobe.server.tfrecord;

import static dev.strobe.server.status.ServingFailures.assertThatFailsWith;
import static org.assertj.core.api.Assertions.assertThat;

import dev.strobe.protos.serving.PredictionLog;
import dev.strobe.protos.serving.PredictionLog.LogTypeCase;
import dev.strobe.server.TestModels;
import dev.strobe.server.status.Code;
import dev.strobe.server.warmup.RecordFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordReaderTest {
  private static final byte[] DATA = "abc".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path temp;

  @Test
  void fileThatAnotherProgramWroteIsRead() throws IOException {
    Path file =
        TestModels.path("warmup_ok")
            .resolve("1/assets.extra")
            .resolve("tf_serving_warmup_requests");
    List<LogTypeCase> types = new ArrayList<>();
    try (RecordReader reader = RecordReader.open(file)) {
      for (Optional<byte[]> next = reader.next(); next.isPresent(); next = reader.next()) {
        types.add(PredictionLog.parseFrom(next.get()).getLogTypeCase());
      }
    }
    assertThat(types)
        .containsExactlyInAnyOrder(
            LogTypeCase.PREDICT_LOG,
            LogTypeCase.CLASSIFY_LOG,
            LogTypeCase.REGRESS_LOG,
            LogTypeCase.MULTI_INFERENCE_LOG);
  }

  @Test
  void everyCutIsNoticed() throws IOException {
    byte[] whole = RecordFile.framed(DATA);
    assertThat(read(whole)).contains(DATA);
    assertThat(read(new byte[0])).isEmpty();
    for (int length = 1; length < whole.length; length++) {
      assertLost(Arrays.copyOf(whole, length), "truncated record at 0");
    }
  }

  @Test
  void everyChangedByteIsNoticed() {
    byte[] whole = RecordFile.framed(DATA);
    for (int i = 0; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= 1;
      assertLost(changed, "corrupted record at 0");
    }
  }

  @Test
  void lengthBeyondTheFileTakesNoMemory() {
    for (long length : List.of(-1L, Long.MAX_VALUE, (long) Integer.MAX_VALUE)) {
      byte[] head = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
      byte[] record =
          ByteBuffer.allocate(20)
              .order(ByteOrder.LITTLE_ENDIAN)
              .put(head)
              .putInt(MaskedCrc.of(head))
              .array();
      assertLost(record, "truncated record at 0");
    }
  }

  private void assertLost(byte[] content, String message) {
    assertThatFailsWith(Code.DATA_LOSS, () -> read(content))
        .hasMessage(message + ". Please verify your warmup data is in TFRecord format.");
  }

  private Optional<byte[]> read(byte[] content) throws IOException {
    try (RecordReader reader = RecordReader.open(Files.write(temp.resolve("file"), content))) {
      return reader.next();
    }
  }
}
