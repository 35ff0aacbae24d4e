package dev.strobe.transforms.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaRefTest {
  private static final byte[] BYTES = {10, 11, 12, 13};

  @Test
  void localFileIsReadAtAnyPosition(@TempDir Path folder) throws Exception {
    Path file = Files.write(folder.resolve("a clip.mp4"), BYTES);
    try (SeekableByteChannel channel = new MediaRef(file.toString(), 4).open()) {
      assertThat(byteAt(channel, 2)).isEqualTo((byte) 12);
      assertThat(byteAt(channel, 0)).isEqualTo((byte) 10);
      assertThat(channel.size()).isEqualTo(4);
    }
  }

  @Test
  void missingFileIsAnError(@TempDir Path folder) {
    MediaRef missing = new MediaRef(folder.resolve("none.mp4").toString(), 0);
    assertThatIOException().isThrownBy(missing::open);
  }

  @Test
  void forwardOnlyStreamIsMadeSeekable() throws Exception {
    try (SeekableByteChannel copy =
        SpooledFile.copyOf(Channels.newChannel(new ByteArrayInputStream(BYTES)), 4)) {
      assertThat(byteAt(copy, 3)).isEqualTo((byte) 13);
      assertThat(byteAt(copy, 1)).isEqualTo((byte) 11);
    }
  }

  @Test
  void streamLongerThanTheBoundIsRefused() {
    assertThatIOException()
        .isThrownBy(
            () -> SpooledFile.copyOf(Channels.newChannel(new ByteArrayInputStream(BYTES)), 3))
        .withMessageContaining("3 bytes");
  }

  private static byte byteAt(SeekableByteChannel channel, long position) throws Exception {
    ByteBuffer one = ByteBuffer.allocate(1);
    assertThat(channel.position(position).read(one)).isEqualTo(1);
    return one.get(0);
  }
}
