package dev.strobe.transforms.decode;

import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FORCE;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_SIZE;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXTERNAL;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * A channel that FFmpeg reads from. What goes wrong while FFmpeg reads is kept, for native code
 * knows only that it did: {@link #throwFailure} brings it back. Used by one thread at a time; does
 * not close the channel.
 */
final class ChannelInput implements ByteSource, AutoCloseable {
  private static final int BUFFER_BYTES = 64 << 10;
  private static final int SEEK_SET = 0;
  private static final int SEEK_CUR = 1;
  private static final int SEEK_END = 2;

  private final SeekableByteChannel channel;
  private final byte[] bytes = new byte[BUFFER_BYTES];
  private final ByteBuffer buffer = ByteBuffer.wrap(bytes);
  private final Pointer key;
  private final AVIOContext context;
  private @Nullable Throwable failure;
  private boolean closed;

  ChannelInput(SeekableByteChannel channel) {
    this.channel = channel;
    ChannelCallbacks callbacks = ChannelCallbacks.SHARED;
    this.key = callbacks.add(this);
    Pointer memory = av_malloc(BUFFER_BYTES);
    AVIOContext made =
        memory == null
            ? null
            : avio_alloc_context(
                new BytePointer(memory),
                BUFFER_BYTES,
                0,
                key,
                callbacks.reading(),
                null,
                callbacks.seeking());
    if (made == null) {
      av_free(memory);
      callbacks.remove(key);
      throw new OutOfMemoryError("FFmpeg has no memory for a buffer of " + BUFFER_BYTES + " bytes");
    }
    this.context = made;
  }

  AVIOContext context() {
    return context;
  }

  /** Throws what went wrong in the channel, if anything did. */
  void throwFailure() throws IOException {
    Throwable thrown = failure;
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown != null) {
      throw new IOException("reading the video failed: " + thrown.getMessage(), thrown);
    }
  }

  @Override
  public int read(BytePointer into, int wanted) {
    try {
      buffer.clear().limit(Math.min(wanted, BUFFER_BYTES));
      int got = channel.read(buffer);
      if (got <= 0) {
        return AVERROR_EOF();
      }
      into.put(bytes, 0, got);
      return got;
    } catch (Throwable thrown) {
      return fail(thrown);
    }
  }

  @Override
  public long seek(long offset, int whence) {
    try {
      if ((whence & AVSEEK_SIZE) != 0) {
        return channel.size();
      }
      long target =
          switch (whence & ~AVSEEK_FORCE) {
            case SEEK_SET -> offset;
            case SEEK_CUR -> Math.addExact(channel.position(), offset);
            case SEEK_END -> Math.addExact(channel.size(), offset);
            default -> -1;
          };
      if (target < 0) {
        return -1;
      }
      channel.position(target);
      return target;
    } catch (ArithmeticException tooFar) {
      return -1;
    } catch (Throwable thrown) {
      return fail(thrown);
    }
  }

  private int fail(Throwable thrown) {
    if (failure == null) {
      failure = thrown;
    }
    return AVERROR_EXTERNAL();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    // FFmpeg may have put another buffer in the place of the first.
    av_free(context.buffer());
    avio_context_free(context);
    ChannelCallbacks.SHARED.remove(key);
  }
}
