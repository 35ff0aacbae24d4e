package dev.strobe.server.rest.json;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * JSON text as it grows: on the heap while it is short, then in pieces off the heap. For one
 * thread.
 */
public final class JsonOutput implements AutoCloseable {
  private static final int SHORT = 1024;
  private static final int CHUNK = 1 << 14;
  private static final int PIECE = 1 << 20;
  private static final int LONG_DIGITS = 20;
  private static final String HEX = "0123456789ABCDEF";

  private final ByteBufAllocator allocator;
  private byte[] chunk = new byte[SHORT];
  private int used;
  private @Nullable CompositeByteBuf pieces;
  private @Nullable ByteBuf piece;

  /** No text yet; {@code allocator} gives the memory of the pieces. */
  public JsonOutput(ByteBufAllocator allocator) {
    this.allocator = allocator;
  }

  /** Adds text of ASCII letters as it is. */
  public void text(String ascii) {
    room(ascii.length());
    for (int i = 0; i < ascii.length(); i++) {
      chunk[used++] = (byte) ascii.charAt(i);
    }
  }

  /** Adds a byte as it is. */
  public void letter(char ascii) {
    room(1);
    chunk[used++] = (byte) ascii;
  }

  /** Adds a string in quotes, escaped. Bytes that are not UTF-8 are left as they are. */
  public void string(byte[] utf8) {
    letter('"');
    for (byte next : utf8) {
      room(6);
      if (next == '"' || next == '\\' || (next >= 0 && next < ' ')) {
        escape(next);
      } else {
        chunk[used++] = next;
      }
    }
    letter('"');
  }

  private void escape(byte letter) {
    chunk[used++] = '\\';
    int named = "\"\\\b\f\n\r\t".indexOf(letter);
    if (named >= 0) {
      chunk[used++] = (byte) "\"\\bfnrt".charAt(named);
      return;
    }
    chunk[used++] = 'u';
    chunk[used++] = '0';
    chunk[used++] = '0';
    chunk[used++] = (byte) HEX.charAt(letter >> 4);
    chunk[used++] = (byte) HEX.charAt(letter & 0xF);
  }

  void decimal(float value) {
    room(DecimalWriter.MAX_LENGTH);
    used = DecimalWriter.write(value, chunk, used);
  }

  void decimal(double value) {
    room(DecimalWriter.MAX_LENGTH);
    used = DecimalWriter.write(value, chunk, used);
  }

  /** Adds the floats from index {@code from} to {@code to} as elements of a list. */
  void decimals(ByteBuffer floats, int from, int to) {
    for (int i = from; i < to; i++) {
      room(DecimalWriter.MAX_LENGTH + 2);
      if (i > from) {
        chunk[used] = ',';
        chunk[used + 1] = ' ';
        used += 2;
      }
      used = DecimalWriter.write(floats.getFloat(i * Float.BYTES), chunk, used);
    }
  }

  void integer(long value) {
    if (value < 0) {
      text(Long.toString(value));
      return;
    }
    room(LONG_DIGITS);
    int end = used + 1;
    for (long rest = value; rest >= 10; rest /= 10) {
      end++;
    }
    long rest = value;
    for (int i = end; i > used; rest /= 10) {
      chunk[--i] = (byte) ('0' + rest % 10);
    }
    used = end;
  }

  /** Adds bytes as they are. */
  void raw(byte[] ascii) {
    for (int from = 0; from < ascii.length; ) {
      room(1);
      int count = Math.min(chunk.length - used, ascii.length - from);
      System.arraycopy(ascii, from, chunk, used, count);
      used += count;
      from += count;
    }
  }

  /** Adds the separator of list elements. */
  void comma() {
    room(2);
    chunk[used++] = ',';
    chunk[used++] = ' ';
  }

  /** Everything written, for the caller to release; this output is empty then. */
  public ByteBuf finish() {
    if (pieces == null) {
      ByteBuf all = Unpooled.wrappedBuffer(chunk, 0, used);
      chunk = new byte[0];
      used = 0;
      return all;
    }
    flush();
    if (piece != null) {
      pieces.addComponent(true, piece);
      piece = null;
    }
    ByteBuf all = pieces;
    pieces = null;
    return all;
  }

  /** Frees what was written and not finished. */
  @Override
  public void close() {
    if (piece != null) {
      piece.release();
      piece = null;
    }
    if (pieces != null) {
      pieces.release();
      pieces = null;
    }
  }

  private void room(int bytes) {
    if (chunk.length - used < bytes) {
      flush();
      if (chunk.length < Math.max(CHUNK, bytes)) {
        chunk = new byte[Math.max(CHUNK, bytes)];
      }
    }
  }

  private void flush() {
    if (pieces == null) {
      pieces = allocator.compositeBuffer(Integer.MAX_VALUE);
    }
    if (piece != null && piece.writableBytes() < used) {
      pieces.addComponent(true, piece);
      piece = null;
    }
    if (piece == null) {
      piece = allocator.directBuffer(Math.max(PIECE, used));
    }
    piece.writeBytes(chunk, 0, used);
    used = 0;
  }
}
