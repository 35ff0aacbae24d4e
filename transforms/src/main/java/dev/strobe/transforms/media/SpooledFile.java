package dev.strobe.transforms.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes a forward-only stream seekable by way of a temporary file. */
final class SpooledFile {
  static final long MAX_BYTES = 16L << 30;

  private SpooledFile() {}

  /** A channel at position 0 over a copy, which disappears when the channel is closed. */
  static SeekableByteChannel copyOf(ReadableByteChannel source, long maxBytes) throws IOException {
    Path path = Files.createTempFile("strobe-", ".media");
    FileChannel copy =
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    try {
      fill(copy, source, maxBytes);
      return copy.position(0);
    } catch (IOException | RuntimeException e) {
      try {
        copy.close();
      } catch (IOException onClose) {
        e.addSuppressed(onClose);
      }
      throw e;
    }
  }

  private static void fill(FileChannel copy, ReadableByteChannel source, long maxBytes)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
    while (source.read(buffer) >= 0) {
      if (copy.position() + buffer.position() > maxBytes) {
        throw new IOException(
            "the file system cannot seek, and the file exceeds the %d bytes that are copied"
                .formatted(maxBytes));
      }
      buffer.flip();
      while (buffer.hasRemaining()) {
        int written = copy.write(buffer);
        if (written < 0) {
          throw new IOException("the temporary copy could not be written");
        }
      }
      buffer.clear();
    }
  }
}
