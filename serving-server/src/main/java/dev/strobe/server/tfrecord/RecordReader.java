package dev.strobe.server.tfrecord;

import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a TFRecord file, record after record. Each is framed as {@code uint64 length, uint32 crc of
 * the length, data, uint32 crc of the data}, all little-endian; the checksums are {@link
 * MaskedCrc}s. For one thread.
 */
public final class RecordReader implements Closeable {
  private static final int LENGTH_BYTES = Long.BYTES;
  private static final int CRC_BYTES = Integer.BYTES;

  private final InputStream in;
  private final long size;
  private long position;

  private RecordReader(InputStream in, long size) {
    this.in = in;
    this.size = size;
  }

  /** Reads the file from its beginning. */
  public static RecordReader open(Path file) throws IOException {
    long size = Files.size(file);
    return new RecordReader(new BufferedInputStream(Files.newInputStream(file)), size);
  }

  /**
   * The next record's data; empty at the end of the file.
   *
   * @throws ServingException DATA_LOSS saying where what is no record begins
   */
  public Optional<byte[]> next() throws IOException {
    if (position >= size) {
      return Optional.empty();
    }
    long start = position;
    long length = ByteBuffer.wrap(checked(LENGTH_BYTES, start)).order(littleEndian()).getLong();
    // The length is checked before memory is taken for it: nothing in a file is longer than it.
    if (length < 0 || length > size - position - CRC_BYTES || length > Integer.MAX_VALUE - 8) {
      throw lost("truncated", start);
    }
    return Optional.of(checked((int) length, start));
  }

  /** Reads bytes and the checksum after them. */
  private byte[] checked(int length, long start) throws IOException {
    byte[] data = in.readNBytes(length);
    byte[] sum = in.readNBytes(CRC_BYTES);
    if (data.length < length || sum.length < CRC_BYTES) {
      throw lost("truncated", start);
    }
    if (ByteBuffer.wrap(sum).order(littleEndian()).getInt() != MaskedCrc.of(data)) {
      throw lost("corrupted", start);
    }
    position += (long) length + CRC_BYTES;
    return data;
  }

  private static ByteOrder littleEndian() {
    return ByteOrder.LITTLE_ENDIAN;
  }

  private static ServingException lost(String how, long start) {
    return new ServingException(
        Code.DATA_LOSS,
        "%s record at %d. Please verify your warmup data is in TFRecord format."
            .formatted(how, start));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
