package dev.strobe.transforms.decode;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_frame_rate;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set_int;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * The container: finds the video stream, tells what it declares, hands out its packets. Used by one
 * thread at a time.
 */
final class Demuxer implements AutoCloseable {
  /** Only formats that hold their own data: a playlist would have FFmpeg open what it names. */
  private static final String FORMATS =
      "mov,matroska,avi,mpegts,mpeg,mpegvideo,flv,asf,ogg,gif,m4v,h264,hevc";

  private static final int MATRIX_BYTES = 36;
  private static final double MOST_FRAMES_PER_SECOND = 10_000;

  private final AVFormatContext container;
  private final AVStream stream;
  private final int streamIndex;
  private final long indexed;
  private long packets;
  private @Nullable String readError;

  private Demuxer(AVFormatContext container, int streamIndex) {
    this.container = container;
    this.streamIndex = streamIndex;
    this.stream = container.streams(streamIndex);
    this.indexed = avformat_index_get_entries_count(stream);
    for (int other = 0; other < container.nb_streams(); other++) {
      if (other != streamIndex) {
        container.streams(other).discard(AVDISCARD_ALL);
      }
    }
  }

  static Demuxer open(String uri, ChannelInput input, DecoderConfig config)
      throws DecodeException, IOException {
    AVFormatContext container = openContainer(uri, input, config);
    try {
      findStreams(uri, container, config);
      int video =
          av_find_best_stream(
              container, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, /* flags= */ 0);
      if (video < 0
          || (container.streams(video).disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0) {
        throw new DecodeException(uri, "the file has no video stream");
      }
      requirePixels(uri, container.streams(video).codecpar(), config);
      return new Demuxer(container, video);
    } catch (DecodeException | RuntimeException | Error failed) {
      avformat_close_input(container);
      input.throwFailure();
      throw failed;
    }
  }

  /** Reads the stream's next packet into {@code packet}; false at the end, clean or not. */
  boolean read(AVPacket packet) {
    while (true) {
      int result = av_read_frame(container, packet);
      if (result < 0) {
        if (result != AVERROR_EOF()) {
          readError = NativeError.describe(result);
        }
        return false;
      }
      if (packet.stream_index() == streamIndex) {
        packets++;
        return true;
      }
      av_packet_unref(packet);
    }
  }

  AVCodecParameters parameters() {
    return stream.codecpar();
  }

  AVRational timeBase() {
    return stream.time_base();
  }

  /** Packets handed out so far. */
  long packets() {
    return packets;
  }

  /**
   * Packets the container's index promises; fewer than there are where it lists key frames only.
   */
  long indexedPackets() {
    return indexed;
  }

  /** What stopped the reading before the end, in FFmpeg's words. */
  @Nullable String readError() {
    return readError;
  }

  Orientation orientation() {
    AVCodecParameters parameters = stream.codecpar();
    AVPacketSideData matrix =
        av_packet_side_data_get(
            parameters.coded_side_data(),
            parameters.nb_coded_side_data(),
            AV_PKT_DATA_DISPLAYMATRIX);
    if (matrix == null || matrix.isNull() || matrix.size() < MATRIX_BYTES) {
      return Orientation.UPRIGHT;
    }
    ByteBuffer values =
        new BytePointer(matrix.data())
            .capacity(MATRIX_BYTES)
            .asByteBuffer()
            .order(ByteOrder.nativeOrder());
    return Orientation.ofDisplayMatrix(
        values.getInt(0), values.getInt(4), values.getInt(12), values.getInt(16));
  }

  VideoInfo info(AVFrame first) {
    boolean transposed = orientation().transposed();
    double average = framesPerSecond(stream.avg_frame_rate());
    long declared = stream.nb_frames();
    return new VideoInfo(
        average > 0 ? average : framesPerSecond(av_guess_frame_rate(container, stream, first)),
        transposed ? first.height() : first.width(),
        transposed ? first.width() : first.height(),
        declared > 0 ? declared : -1,
        durationSeconds());
  }

  private static double framesPerSecond(AVRational rate) {
    double value = rate.den() == 0 ? 0 : (double) rate.num() / rate.den();
    return value > 0 && value < MOST_FRAMES_PER_SECOND ? value : 0;
  }

  private double durationSeconds() {
    long own = stream.duration();
    if (own != AV_NOPTS_VALUE && own > 0 && stream.time_base().den() > 0) {
      return (double) own * stream.time_base().num() / stream.time_base().den();
    }
    long whole = container.duration();
    return whole == AV_NOPTS_VALUE || whole < 0 ? 0 : (double) whole / AV_TIME_BASE;
  }

  private static AVFormatContext openContainer(String uri, ChannelInput input, DecoderConfig config)
      throws DecodeException, IOException {
    AVFormatContext container = avformat_alloc_context();
    container.pb(input.context());
    container.max_streams(config.maxStreams());
    container.probesize(config.probeBytes());
    AVDictionary options = new AVDictionary(null);
    int result = av_dict_set(options, "format_whitelist", FORMATS, 0);
    // A failing open frees the container itself.
    result =
        result < 0
            ? result
            : avformat_open_input(container, (String) null, (AVInputFormat) null, options);
    av_dict_free(options);
    if (result < 0) {
      input.throwFailure();
      throw new DecodeException(
          uri, "no kind of video that can be read (" + NativeError.describe(result) + ")");
    }
    return container;
  }

  /** Lets FFmpeg look into the streams, with the bound on pixels in force there as well. */
  private static void findStreams(String uri, AVFormatContext container, DecoderConfig config)
      throws DecodeException {
    int streams = container.nb_streams();
    try (PointerPointer<AVDictionary> options = new PointerPointer<>(Math.max(1, streams))) {
      for (int i = 0; i < streams; i++) {
        AVDictionary bounds = new AVDictionary(null);
        int unused = av_dict_set_int(bounds, "max_pixels", config.maxPixels(), 0);
        options.put(i, bounds);
      }
      int result = avformat_find_stream_info(container, options);
      for (int i = 0; i < streams; i++) {
        AVDictionary left = options.get(AVDictionary.class, i);
        if (left != null) {
          av_dict_free(left);
        }
      }
      if (result < 0) {
        throw new DecodeException(
            uri, "its streams cannot be read (" + NativeError.describe(result) + ")");
      }
    }
  }

  private static void requirePixels(String uri, AVCodecParameters parameters, DecoderConfig config)
      throws DecodeException {
    if ((long) parameters.width() * parameters.height() > config.maxPixels()) {
      throw new DecodeException(
          uri,
          "its frames are %d x %d pixels, more than the %d allowed"
              .formatted(parameters.width(), parameters.height(), config.maxPixels()));
    }
  }

  @Override
  public void close() {
    avformat_close_input(container);
  }
}
