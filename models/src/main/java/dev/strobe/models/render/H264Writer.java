package dev.strobe.models.render;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_add;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Writes frames as H.264 into an MP4 or MOV file, by the file's extension. The encoder is OpenH264,
 * the one that FFmpeg's LGPL build carries; on one thread it writes the same bytes every time. A
 * writer that is closed before {@link #finish} leaves a file without an index. Used by one thread
 * at a time.
 */
final class H264Writer implements AutoCloseable {
  private static final String ENCODER = "libopenh264";

  private final Path file;
  private final VideoFormat format;
  private final AVFormatContext container = new AVFormatContext(null);
  private final AVIOContext output = new AVIOContext(null);
  private final AVCodecContext codec;
  private final AVFrame frame = av_frame_alloc();
  private final AVPacket packet = av_packet_alloc();
  private final AVRational ticks;
  private int lastDuration;
  private boolean closed;

  H264Writer(Path file, VideoFormat format) throws IOException {
    this.file = file;
    this.format = format;
    this.ticks = new AVRational().num(1).den(format.ticksPerSecond());
    av_log_set_level(AV_LOG_QUIET);
    AVCodec encoder = avcodec_find_encoder_by_name(ENCODER);
    if (encoder == null) {
      throw new IllegalStateException("this build of FFmpeg has no encoder " + ENCODER);
    }
    this.codec = avcodec_alloc_context3(encoder);
    try {
      openCodec(encoder);
      openFile();
      openFrame();
    } catch (IOException | RuntimeException failed) {
      close();
      throw failed;
    }
  }

  private void openCodec(AVCodec encoder) throws IOException {
    codec.width(format.width()).height(format.height()).pix_fmt(AV_PIX_FMT_YUV420P);
    codec.time_base(ticks);
    codec.framerate(
        new AVRational().num((int) Math.round(format.framesPerSecond() * 1000)).den(1000));
    codec.color_range(AVCOL_RANGE_MPEG).colorspace(AVCOL_SPC_SMPTE170M);
    codec.bit_rate(format.bitsPerSecond()).gop_size(60).thread_count(1);
    codec.flags(codec.flags() | AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT);
    AVDictionary options = new AVDictionary(null);
    check(av_dict_set(options, "rc_mode", "bitrate", 0), "setting the encoder's options");
    int result = avcodec_open2(codec, encoder, options);
    av_dict_free(options);
    check(result, "opening the encoder");
  }

  private void openFile() throws IOException {
    check(
        avformat_alloc_output_context2(
            container, (AVOutputFormat) null, (String) null, file.toString()),
        "choosing a container by the file's extension");
    container.flags(container.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
    AVStream stream = avformat_new_stream(container, null);
    stream.time_base(ticks);
    stream.avg_frame_rate(codec.framerate());
    check(avcodec_parameters_from_context(stream.codecpar(), codec), "describing the stream");
    if (format.turn() != Turn.NONE) {
      addMatrix(stream);
    }
    check(avio_open(output, file.toString(), AVIO_FLAG_WRITE), "opening the file");
    container.pb(output);
    AVDictionary options = new AVDictionary(null);
    int result = av_dict_set(options, "movflags", format.layout().flags(), 0);
    if (result >= 0) {
      result = avformat_write_header(container, options);
    }
    av_dict_free(options);
    check(result, "writing the header");
  }

  private void addMatrix(AVStream stream) throws IOException {
    int[] matrix = format.turn().matrix(format.height());
    long bytes = matrix.length * (long) Integer.BYTES;
    Pointer memory = av_malloc(bytes);
    new IntPointer(memory).put(matrix, 0, matrix.length);
    AVPacketSideData list = new AVPacketSideData(null);
    int[] count = {0};
    AVPacketSideData added =
        av_packet_side_data_add(list, count, AV_PKT_DATA_DISPLAYMATRIX, memory, bytes, 0);
    if (added == null) {
      throw new IOException("no memory for the display matrix of " + file);
    }
    stream.codecpar().coded_side_data(list).nb_coded_side_data(count[0]);
  }

  private void openFrame() throws IOException {
    frame.width(format.width()).height(format.height()).format(AV_PIX_FMT_YUV420P);
    frame.color_range(AVCOL_RANGE_MPEG).colorspace(AVCOL_SPC_SMPTE170M);
    check(av_frame_get_buffer(frame, 0), "making a frame");
  }

  /** Adds a picture that is shown from {@code time} on, for {@code duration}, both in ticks. */
  void write(Yuv420 picture, long time, int duration) throws IOException {
    if (picture.width() != format.width() || picture.height() != format.height()) {
      throw new IllegalArgumentException(
          "a picture must be %d x %d but was %d x %d"
              .formatted(format.width(), format.height(), picture.width(), picture.height()));
    }
    check(av_frame_make_writable(frame), "making room for a picture");
    for (int plane = 0; plane < 3; plane++) {
      copy(picture, plane);
    }
    frame.pts(time);
    frame.duration(duration);
    lastDuration = duration;
    check(avcodec_send_frame(codec, frame), "encoding a frame");
    drain();
  }

  private void copy(Yuv420 picture, int plane) {
    int width = plane == 0 ? picture.width() : picture.width() / 2;
    int height = plane == 0 ? picture.height() : picture.height() / 2;
    int stride = frame.linesize(plane);
    BytePointer rows = new BytePointer(frame.data(plane)).capacity((long) stride * height);
    for (int row = 0; row < height; row++) {
      rows.position((long) row * stride).put(picture.plane(plane), row * width, width);
    }
  }

  private void drain() throws IOException {
    while (true) {
      int result = avcodec_receive_packet(codec, packet);
      if (result == AVERROR_EAGAIN() || result == AVERROR_EOF()) {
        return;
      }
      check(result, "encoding a frame");
      packet.duration(lastDuration);
      AVStream stream = container.streams(0);
      av_packet_rescale_ts(packet, ticks, stream.time_base());
      packet.stream_index(0);
      check(av_interleaved_write_frame(container, packet), "writing a frame");
    }
  }

  /** Writes what the encoder still holds, and the index. */
  void finish() throws IOException {
    check(avcodec_send_frame(codec, null), "ending the stream");
    drain();
    check(av_write_trailer(container), "writing the index");
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    int unused = avio_closep(output);
    if (!container.isNull()) {
      avformat_free_context(container);
    }
    av_packet_free(packet);
    av_frame_free(frame);
    avcodec_free_context(codec);
  }

  private void check(int result, String doing) throws IOException {
    if (result < 0) {
      throw new IOException("%s failed for %s: FFmpeg error %d".formatted(doing, file, result));
    }
  }
}
