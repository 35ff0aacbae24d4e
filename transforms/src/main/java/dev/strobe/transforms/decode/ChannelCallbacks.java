package dev.strobe.transforms.decode;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXTERNAL;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;
import static org.bytedeco.ffmpeg.global.avutil.av_max_alloc;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * The two functions FFmpeg calls to read and to seek, one pair for the whole process: JavaCPP has
 * room for ten Java callbacks of a kind, and an eleventh silently becomes a null pointer. Each call
 * carries a key, the address of a byte that lives as long as its channel, and is led from there to
 * the channel it means.
 *
 * <p>No call throws into native code. Safe for use by many threads.
 */
final class ChannelCallbacks {
  /** No single piece of memory FFmpeg asks for is larger, whatever a file claims to need. */
  private static final long MOST_BYTES_AT_ONCE = 512L << 20;

  static final ChannelCallbacks SHARED = new ChannelCallbacks();

  private final Map<Long, ByteSource> sources = new ConcurrentHashMap<>();
  private final Read reading = new Read();
  private final Seek seeking = new Seek();

  private ChannelCallbacks() {
    av_log_set_level(AV_LOG_QUIET);
    av_max_alloc(MOST_BYTES_AT_ONCE);
  }

  Read_packet_Pointer_BytePointer_int reading() {
    return reading;
  }

  Seek_Pointer_long_int seeking() {
    return seeking;
  }

  /** Makes the key by which calls find {@code source} until it is removed. */
  Pointer add(ByteSource source) {
    Pointer key = av_malloc(1);
    if (key == null || key.isNull()) {
      throw new OutOfMemoryError("FFmpeg has no memory for one byte");
    }
    sources.put(key.address(), source);
    return key;
  }

  void remove(Pointer key) {
    sources.remove(key.address());
    av_free(key);
  }

  private final class Read extends Read_packet_Pointer_BytePointer_int {
    @Override
    public int call(Pointer key, BytePointer into, int bytes) {
      ByteSource source = sources.get(key.address());
      return source == null ? AVERROR_EXTERNAL() : source.read(into, bytes);
    }
  }

  private final class Seek extends Seek_Pointer_long_int {
    @Override
    public long call(Pointer key, long offset, int whence) {
      ByteSource source = sources.get(key.address());
      return source == null ? AVERROR_EXTERNAL() : source.seek(offset, whence);
    }
  }
}
