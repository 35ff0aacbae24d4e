package dev.strobe.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointsTest {

  @TempDir private Path directory;

  @Test
  void newestIsKept() throws IOException {
    Checkpoints checkpoints = new Checkpoints(directory.resolve("new"));
    assertThat(checkpoints.latest()).isEmpty();

    checkpoints.write(5, prefix -> writeFile(prefix, "five"));
    checkpoints.write(40, prefix -> writeFile(prefix, "forty"));

    assertThat(checkpoints.latest())
        .hasValueSatisfying(found -> assertThat(found).hasContent("forty"));
    try (var entries = Files.list(directory.resolve("new"))) {
      assertThat(entries).hasSize(1);
    }
  }

  @Test
  void interruptedWriteLeavesTheOlderCheckpoint() {
    Checkpoints checkpoints = new Checkpoints(directory);
    checkpoints.write(5, prefix -> writeFile(prefix, "five"));
    assertThatThrownBy(
            () ->
                checkpoints.write(
                    6,
                    prefix -> {
                      writeFile(prefix, "half");
                      throw new IllegalStateException("disk full");
                    }))
        .hasMessage("disk full");

    assertThat(checkpoints.latest())
        .hasValueSatisfying(found -> assertThat(found).hasContent("five"));
  }

  private static void writeFile(Path path, String content) {
    try {
      Files.writeString(path, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
