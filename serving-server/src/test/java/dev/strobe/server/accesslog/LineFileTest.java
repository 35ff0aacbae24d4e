package dev.strobe.server.accesslog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LineFileTest {
  @TempDir Path temp;

  private Path path;

  @BeforeEach
  void begin() {
    path = temp.resolve("access.log");
  }

  @Test
  void partOfABlockThatFoundNoRoomIsTakenBack() throws IOException {
    Files.writeString(path, "old\n");
    try (var file = new FileOutputStream(path.toFile(), true);
        var lines = new LineFile(new NarrowDisk(file, 8), file.getChannel())) {
      lines.write("one\n".getBytes(UTF_8));
      assertThatThrownBy(() -> lines.write("two\nthree\n".getBytes(UTF_8))).hasMessage("no room");
      assertThat(path).hasContent("old\none\n");
      lines.write("4\n".getBytes(UTF_8));
    }
    assertThat(path).hasContent("old\none\n4\n");
  }

  @Test
  void fileThatWasEmptiedMeanwhileBeginsAnew() throws IOException {
    try (LineFile lines = LineFile.open(path)) {
      lines.write("one\n".getBytes(UTF_8));
      Files.writeString(path, "");
      lines.write("two\n".getBytes(UTF_8));
    }
    assertThat(path).hasContent("two\n");
  }

  /** Takes a number of bytes in each call, and fails if there are more. */
  private static final class NarrowDisk extends OutputStream {
    private final OutputStream out;
    private final int room;

    NarrowDisk(OutputStream out, int room) {
      this.out = out;
      this.room = room;
    }

    @Override
    public void write(int letter) throws IOException {
      out.write(letter);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, Math.min(length, room));
      if (length > room) {
        throw new IOException("no room");
      }
    }
  }
}
