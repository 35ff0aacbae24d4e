package dev.strobe.transforms.media;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import org.apache.beam.sdk.io.FileSystems;

/**
 * A media file by name: what travels between stages in place of its bytes.
 *
 * @param uri as Beam's file systems write it: an absolute path, or {@code gs://...} and the like
 * @param sizeBytes as the listing had it; 0 where unknown
 */
public record MediaRef(String uri, long sizeBytes) {

  public MediaRef {
    requireNonNull(uri, "uri");
    if (sizeBytes < 0) {
      throw new IllegalArgumentException("sizeBytes must be >= 0 but was " + sizeBytes);
    }
  }

  /**
   * Opens the file for reading at any position. Where the file system only reads forward, the file
   * is first copied to the machine's temporary directory and the copy removed on close.
   *
   * @throws IOException if there is no such file, it can't be read, or it is too large to copy
   */
  public SeekableByteChannel open() throws IOException {
    ReadableByteChannel channel = FileSystems.open(FileSystems.matchNewResource(uri, false));
    if (channel instanceof SeekableByteChannel seekable) {
      return seekable;
    }
    try (channel) {
      return SpooledFile.copyOf(channel, SpooledFile.MAX_BYTES);
    }
  }
}
