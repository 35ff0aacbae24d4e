package dev.strobe.server.rest;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Compresses answers, piece by piece, in memory that is not on the heap. */
final class GzipAnswer {
  /** What fits a network packet anyway is not made smaller. */
  static final int LEAST_BYTES = 1024;

  private static final int BUFFER = 1 << 14;
  private static final int PIECE = 1 << 20;

  private GzipAnswer() {}

  /** True if a header {@code Accept-Encoding} of this value takes gzip. */
  static boolean isAccepted(@Nullable String acceptEncoding) {
    if (acceptEncoding == null) {
      return false;
    }
    for (String coding : acceptEncoding.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = coding.strip().split("\\s*;\\s*", -1);
      if (parts[0].equals("gzip") || parts[0].equals("*")) {
        return parts.length < 2 || !parts[1].matches("q\\s*=\\s*0(\\.0*)?");
      }
    }
    return false;
  }

  /**
   * The text compressed, for the caller to release beside the text, which is left as it is.
   *
   * @throws OutOfMemoryError if there is no room for it
   */
  static ByteBuf pack(ByteBuf text, int level, ByteBufAllocator allocator) {
    ByteBuf packed = allocator.directBuffer(Math.min(PIECE, text.readableBytes() / 2));
    try (var out = new Packer(new ByteBufOutputStream(packed), level)) {
      text.getBytes(text.readerIndex(), out, text.readableBytes());
    } catch (IOException e) {
      packed.release();
      throw new UncheckedIOException("memory cannot be written to", e);
    } catch (RuntimeException | OutOfMemoryError e) {
      packed.release();
      throw e;
    }
    return packed;
  }

  private static final class Packer extends GZIPOutputStream {
    Packer(OutputStream out, int level) throws IOException {
      super(out, BUFFER);
      def.setLevel(level);
    }
  }
}
