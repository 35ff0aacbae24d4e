package dev.strobe.models.scene.codec;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
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
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import java.util.Arrays;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;

/**
 * One film on its way through H.264 and back: encoded by OpenH264 at a fixed quantiser, decoded by
 * FFmpeg, frame by frame, without a file. Used by one thread; several may be under way at once.
 */
public final class CodecPass implements AutoCloseable {

  private static final String ENCODER = "libopenh264";

  private final Enlargement size;
  private final AVCodecContext encoder;
  private final AVCodecContext decoder;
  private final AVFrame frame = av_frame_alloc();
  private final AVFrame decoded = av_frame_alloc();
  private final AVPacket packet = av_packet_alloc();
  private final byte[] large;
  private final byte[] result;
  private int done;

  private CodecPass(Encoding encoding, int side, int bytes) {
    this.size = new Enlargement(side, encoding.across(), encoding.down());
    this.large = new byte[size.width() * size.height()];
    this.result = new byte[bytes];
    av_log_set_level(AV_LOG_QUIET);
    AVCodec writer = avcodec_find_encoder_by_name(ENCODER);
    if (writer == null) {
      throw new IllegalStateException("this build of FFmpeg has no encoder " + ENCODER);
    }
    AVCodec reader = avcodec_find_decoder(AV_CODEC_ID_H264);
    this.encoder = avcodec_alloc_context3(writer);
    this.decoder = avcodec_alloc_context3(reader);
    try {
      openEncoder(writer, encoding);
      decoder.thread_count(1).flags(decoder.flags() | AV_CODEC_FLAG_BITEXACT);
      check(avcodec_open2(decoder, reader, (AVDictionary) null), "opening the decoder");
      openFrame();
    } catch (RuntimeException failed) {
      close();
      throw failed;
    }
  }

  /**
   * What is left of a film.
   *
   * @param pixels uint8 grey [frames, side, side], left as they are
   * @param side width and height of a frame, even
   * @return as many pixels
   */
  public static byte[] apply(Encoding encoding, byte[] pixels, int side) {
    if (side < 2 || side % 2 != 0 || pixels.length % (side * side) != 0) {
      throw new IllegalArgumentException(
          "side must be even and %d pixels whole frames but side was %d"
              .formatted(pixels.length, side));
    }
    try (var pass = new CodecPass(encoding, side, pixels.length)) {
      pass.run(pixels);
      return pass.result;
    }
  }

  private void openEncoder(AVCodec writer, Encoding encoding) {
    encoder.width(size.width()).height(size.height()).pix_fmt(AV_PIX_FMT_YUV420P);
    encoder.time_base(new AVRational().num(1).den(30));
    encoder.framerate(new AVRational().num(30).den(1));
    encoder.color_range(AVCOL_RANGE_JPEG).gop_size(encoding.group()).thread_count(1);
    encoder.qmin(encoding.quantiser()).qmax(encoding.quantiser()).bit_rate(2_000_000);
    encoder.flags(encoder.flags() | AV_CODEC_FLAG_BITEXACT);
    AVDictionary options = new AVDictionary(null);
    check(av_dict_set(options, "rc_mode", "bitrate", 0), "setting the encoder's options");
    int opened = avcodec_open2(encoder, writer, options);
    av_dict_free(options);
    check(opened, "opening the encoder");
  }

  private void openFrame() {
    frame.width(size.width()).height(size.height()).format(AV_PIX_FMT_YUV420P);
    frame.color_range(AVCOL_RANGE_JPEG);
    check(av_frame_get_buffer(frame, 0), "making a frame");
  }

  private void run(byte[] pixels) {
    byte[] grey = new byte[large.length / 4];
    Arrays.fill(grey, (byte) 128);
    int frames = pixels.length / size.pixels();
    for (int t = 0; t < frames; t++) {
      size.enlarge(pixels, t, large);
      check(av_frame_make_writable(frame), "making room for a picture");
      put(large, 0, size.width(), size.height());
      put(grey, 1, size.width() / 2, size.height() / 2);
      put(grey, 2, size.width() / 2, size.height() / 2);
      frame.pts(t);
      check(avcodec_send_frame(encoder, frame), "encoding a frame");
      drainEncoder();
    }
    check(avcodec_send_frame(encoder, null), "ending the stream");
    drainEncoder();
    check(avcodec_send_packet(decoder, null), "ending the stream");
    drainDecoder();
    if (done != frames) {
      throw new IllegalStateException("%d of %d frames came back".formatted(done, frames));
    }
  }

  private void put(byte[] values, int plane, int width, int height) {
    int stride = frame.linesize(plane);
    BytePointer rows = new BytePointer(frame.data(plane)).capacity((long) stride * height);
    for (int row = 0; row < height; row++) {
      rows.position((long) row * stride).put(values, row * width, width);
    }
  }

  private void drainEncoder() {
    while (more(avcodec_receive_packet(encoder, packet), "encoding a frame")) {
      check(avcodec_send_packet(decoder, packet), "decoding a frame");
      drainDecoder();
    }
  }

  private void drainDecoder() {
    while (more(avcodec_receive_frame(decoder, decoded), "decoding a frame")) {
      int stride = decoded.linesize(0);
      BytePointer rows = new BytePointer(decoded.data(0)).capacity((long) stride * size.height());
      for (int row = 0; row < size.height(); row++) {
        rows.position((long) row * stride).get(large, row * size.width(), size.width());
      }
      size.reduce(large, result, done++);
      av_frame_unref(decoded);
    }
  }

  private static boolean more(int outcome, String doing) {
    if (outcome == AVERROR_EAGAIN() || outcome == AVERROR_EOF()) {
      return false;
    }
    check(outcome, doing);
    return true;
  }

  @Override
  public void close() {
    av_packet_free(packet);
    av_frame_free(frame);
    av_frame_free(decoded);
    avcodec_free_context(encoder);
    avcodec_free_context(decoder);
  }

  private static void check(int outcome, String doing) {
    if (outcome < 0) {
      throw new IllegalStateException("%s failed: FFmpeg error %d".formatted(doing, outcome));
    }
  }
}
