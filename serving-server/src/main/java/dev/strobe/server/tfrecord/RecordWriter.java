package dev.strobe.server.tfrecord;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes a TFRecord file, record after record. A record stands in the file as a whole or not at
 * all, however the disk behaves, as long as the process lives. For one thread.
 */
public final class RecordWriter implements Closeable {
  private static final int FRAME_BYTES = Long.BYTES + 2 * Integer.BYTES;

  private final Path path;
  private final FileChannel file;
  private long size;
  private long records;

  private RecordWriter(Path path, FileChannel file) {
    this.path = path;
    this.file = file;
  }

  /**
   * Begins a file that is not there yet.
   *
   * @throws IOException {@link java.nio.file.FileAlreadyExistsException} if it is there, or what
   *     else is in the way
   */
  public static RecordWriter create(Path path) throws IOException {
    return new RecordWriter(
        path, FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  /** The bytes that data takes in a file. */
  public static long framedSize(int dataBytes) {
    return (long) FRAME_BYTES + dataBytes;
  }

  /** Adds a record; when that fails the file ends where it did before. */
  public void write(byte[] data) throws IOException {
    ByteBuffer record = framed(data);
    try {
      while (record.hasRemaining()) {
        int unused = file.write(record);
      }
    } catch (IOException e) {
      undo(e);
      throw e;
    }
    size += framedSize(data.length);
    records++;
  }

  private static ByteBuffer framed(byte[] data) {
    byte[] length =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(data.length).array();
    return ByteBuffer.allocate(Math.addExact(FRAME_BYTES, data.length))
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(length)
        .putInt(MaskedCrc.of(length))
        .put(data)
        .putInt(MaskedCrc.of(data))
        .flip();
  }

  private void undo(IOException failure) {
    try {
      FileChannel unused = file.truncate(size);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** The bytes written so far. */
  public long size() {
    return size;
  }

  /** How many records were written so far. */
  public long records() {
    return records;
  }

  /** Ends the file; one without records goes. */
  @Override
  public void close() throws IOException {
    file.close();
    if (records == 0) {
      boolean unused = Files.deleteIfExists(path);
    }
  }
}
