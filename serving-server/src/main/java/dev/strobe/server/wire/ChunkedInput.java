package dev.strobe.server.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.grpc.HasByteBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A serialised message as it came from the network, in chunks, which are read in place where the
 * stream allows it. Every length is held against what is left of the message before anything is
 * allocated for it.
 */
final class ChunkedInput {
  private static final int BUFFER_BYTES = 8192;
  private static final int MAX_DEPTH = 100;
  private static final int MAX_VARINT_BYTES = 10;

  private final InputStream in;
  private final @Nullable HasByteBuffer chunks;
  private final int size;
  private int position;
  private ByteBuffer chunk = ByteBuffer.allocate(0);
  private int chunkBytes;

  /**
   * Reads a message.
   *
   * @param size the bytes of the message, all of which the stream has
   */
  ChunkedInput(InputStream in, int size) {
    this.in = in;
    this.size = size;
    this.chunks =
        in instanceof HasByteBuffer buffers && buffers.byteBufferSupported() ? buffers : null;
  }

  int size() {
    return size;
  }

  /** Bytes read so far. */
  int position() {
    return position;
  }

  /** The next tag before {@code end}; 0 at it. */
  int readTag(int end) throws IOException {
    if (position == end) {
      return 0;
    }
    int tag = (int) readVarint(end);
    if (WireFormat.getTagFieldNumber(tag) == 0) {
      throw new InvalidProtocolBufferException("A field has the number 0");
    }
    return tag;
  }

  /** A length, and at least so many bytes are left before {@code end}. */
  int readLength(int end) throws IOException {
    int length = (int) readVarint(end);
    if (length < 0 || length > end - position) {
      throw new InvalidProtocolBufferException("A field is longer than its message");
    }
    return length;
  }

  long readVarint(int end) throws IOException {
    long value = 0;
    for (int i = 0; i < MAX_VARINT_BYTES; i++) {
      require(1, end);
      byte next = nextByte();
      value |= (next & 0x7FL) << (7 * i);
      if (next >= 0) {
        return value;
      }
    }
    throw tooLongVarint();
  }

  private static IOException tooLongVarint() {
    return new InvalidProtocolBufferException("A varint has more than ten bytes");
  }

  /** The next bytes, as many as {@code length} says, which {@link #readLength} has checked. */
  byte[] readBytes(int length) throws IOException {
    byte[] bytes = new byte[length];
    readInto(ByteBuffer.wrap(bytes));
    return bytes;
  }

  /** Fills the buffer. */
  void readInto(ByteBuffer target) throws IOException {
    while (target.hasRemaining()) {
      ensureChunk();
      int bytes = Math.min(target.remaining(), chunk.remaining());
      int limit = chunk.limit();
      target.put(chunk.limit(chunk.position() + bytes));
      chunk.limit(limit);
      position += bytes;
    }
  }

  /** Passes over the field of a tag just read, with all it holds. */
  void skipField(int tag, int end) throws IOException {
    skipField(tag, end, 0);
  }

  private void skipField(int tag, int end, int depth) throws IOException {
    switch (WireFormat.getTagWireType(tag)) {
      case WireFormat.WIRETYPE_VARINT -> {
        long unused = readVarint(end);
      }
      case WireFormat.WIRETYPE_FIXED64 -> skip(8, end);
      case WireFormat.WIRETYPE_LENGTH_DELIMITED -> skip(readLength(end), end);
      case WireFormat.WIRETYPE_FIXED32 -> skip(4, end);
      case WireFormat.WIRETYPE_START_GROUP -> skipGroup(tag, end, depth);
      default -> throw new InvalidProtocolBufferException("A field has an impossible type");
    }
  }

  private void skipGroup(int start, int end, int depth) throws IOException {
    if (depth >= MAX_DEPTH) {
      throw new InvalidProtocolBufferException("Groups are nested too deeply");
    }
    int tag = readTag(end);
    while (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_END_GROUP) {
      if (tag == 0) {
        throw new InvalidProtocolBufferException("A group has no end");
      }
      skipField(tag, end, depth + 1);
      tag = readTag(end);
    }
    if (WireFormat.getTagFieldNumber(tag) != WireFormat.getTagFieldNumber(start)) {
      throw new InvalidProtocolBufferException("A group ends that did not start");
    }
  }

  private void skip(int bytes, int end) throws IOException {
    require(bytes, end);
    int left = bytes;
    while (left > 0) {
      ensureChunk();
      int step = Math.min(left, chunk.remaining());
      chunk.position(chunk.position() + step);
      position += step;
      left -= step;
    }
  }

  /**
   * Appends the field of a tag just read, as it stands and without looking into it; passes over a
   * group, which none of our messages has.
   */
  void copyField(int tag, int end, ByteArrayOutputStream target) throws IOException {
    switch (WireFormat.getTagWireType(tag)) {
      case WireFormat.WIRETYPE_VARINT -> {
        writeVarint(tag, target);
        copyVarint(end, target);
      }
      case WireFormat.WIRETYPE_FIXED64 -> {
        writeVarint(tag, target);
        copy(8, end, target);
      }
      case WireFormat.WIRETYPE_FIXED32 -> {
        writeVarint(tag, target);
        copy(4, end, target);
      }
      case WireFormat.WIRETYPE_LENGTH_DELIMITED -> {
        int length = readLength(end);
        writeVarint(tag, target);
        writeVarint(length, target);
        copy(length, end, target);
      }
      default -> skipField(tag, end);
    }
  }

  /** Byte for byte, since readers differ in what they make of a tenth byte. */
  private void copyVarint(int end, ByteArrayOutputStream target) throws IOException {
    for (int i = 0; i < MAX_VARINT_BYTES; i++) {
      require(1, end);
      byte next = nextByte();
      target.write(next);
      if (next >= 0) {
        return;
      }
    }
    throw tooLongVarint();
  }

  private void copy(int bytes, int end, ByteArrayOutputStream target) throws IOException {
    require(bytes, end);
    target.writeBytes(readBytes(bytes));
  }

  private static void writeVarint(long value, ByteArrayOutputStream target) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      target.write(((int) rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    target.write((int) rest);
  }

  private void require(int bytes, int end) throws IOException {
    if (bytes > end - position) {
      throw new InvalidProtocolBufferException("A message ends in the middle of a field");
    }
  }

  private byte nextByte() throws IOException {
    ensureChunk();
    position++;
    return chunk.get();
  }

  private void ensureChunk() throws IOException {
    if (!chunk.hasRemaining()) {
      chunk = nextChunk();
    }
  }

  private ByteBuffer nextChunk() throws IOException {
    if (chunks != null) {
      // Only skipping gives a chunk back, so its bytes must have been used before.
      in.skipNBytes(chunkBytes);
      ByteBuffer next = chunks.getByteBuffer();
      if (next != null && next.hasRemaining()) {
        chunkBytes = next.remaining();
        return next;
      }
    } else {
      byte[] buffer = new byte[Math.min(BUFFER_BYTES, size - position)];
      int read = in.read(buffer);
      if (read > 0) {
        return ByteBuffer.wrap(buffer, 0, read);
      }
    }
    throw new InvalidProtocolBufferException("The stream is shorter than its message");
  }
}
