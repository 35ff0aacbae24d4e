package dev.strobe.transforms.decode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SeekableByteChannel;

/** A channel over bytes that remembers being closed, and fails from a given position on. */
final class BytesChannel implements SeekableByteChannel {
  private final byte[] bytes;
  private final long failsAt;
  private long position;
  private boolean open = true;

  private BytesChannel(byte[] bytes, long failsAt) {
    this.bytes = bytes;
    this.failsAt = failsAt;
  }

  static BytesChannel of(byte[] bytes) {
    return new BytesChannel(bytes, Long.MAX_VALUE);
  }

  static BytesChannel failingAt(long position, byte[] bytes) {
    return new BytesChannel(bytes, position);
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    requireOpen();
    if (position >= bytes.length) {
      return -1;
    }
    int count = (int) Math.min(into.remaining(), bytes.length - position);
    if (position + count > failsAt) {
      throw new IOException("the line is dead");
    }
    into.put(bytes, (int) position, count);
    position += count;
    return count;
  }

  @Override
  public int write(ByteBuffer from) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long position() throws IOException {
    requireOpen();
    return position;
  }

  @Override
  public SeekableByteChannel position(long target) throws IOException {
    requireOpen();
    position = target;
    return this;
  }

  @Override
  public long size() throws IOException {
    requireOpen();
    return bytes.length;
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    open = false;
  }

  private void requireOpen() throws IOException {
    if (!open) {
      throw new ClosedChannelException();
    }
  }
}
