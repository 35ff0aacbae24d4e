package dev.strobe.benchmarks.decode;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * FFmpeg's own example of a decoder, and no more: it opens the file itself, scales each frame into
 * the same few bytes, and checks nothing.
 */
final class BareLoop {
  private BareLoop() {}

  /** Decodes all of a file to RGB of the given side, and returns how many frames there were. */
  static long decode(Path file, int side) {
    AVFormatContext container = avformat_alloc_context();
    require(
        avformat_open_input(container, file.toString(), (AVInputFormat) null, (AVDictionary) null));
    require(avformat_find_stream_info(container, (AVDictionary) null));
    int video = av_find_best_stream(container, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
    require(video);
    var parameters = container.streams(video).codecpar();
    AVCodec decoder = avcodec_find_decoder(parameters.codec_id());
    AVCodecContext codec = avcodec_alloc_context3(decoder);
    require(avcodec_parameters_to_context(codec, parameters));
    codec.thread_count(1);
    require(avcodec_open2(codec, decoder, (AVDictionary) null));
    SwsContext scaler =
        sws_getContext(
            codec.width(),
            codec.height(),
            codec.pix_fmt(),
            side,
            side,
            AV_PIX_FMT_RGB24,
            SWS_AREA,
            null,
            null,
            (DoublePointer) null);
    try (var pixels = new BytePointer((long) side * side * 3 + 64);
        var planes = new PointerPointer<BytePointer>(pixels, null, null, null);
        var strides = new IntPointer(side * 3, 0, 0, 0)) {
      return loop(container, video, codec, scaler, planes, strides);
    } finally {
      sws_freeContext(scaler);
      avcodec_free_context(codec);
      avformat_close_input(container);
    }
  }

  private static long loop(
      AVFormatContext container,
      int video,
      AVCodecContext codec,
      SwsContext scaler,
      PointerPointer<BytePointer> planes,
      IntPointer strides) {
    AVFrame frame = av_frame_alloc();
    AVPacket packet = av_packet_alloc();
    PointerPointer<?> data = frame.data();
    IntPointer linesize = frame.linesize();
    int height = codec.height();
    long frames = 0;
    boolean more = true;
    while (more) {
      more = av_read_frame(container, packet) >= 0;
      if (more && packet.stream_index() != video) {
        av_packet_unref(packet);
        continue;
      }
      require(avcodec_send_packet(codec, more ? packet : null));
      av_packet_unref(packet);
      while (avcodec_receive_frame(codec, frame) >= 0) {
        require(sws_scale(scaler, data, linesize, 0, height, planes, strides));
        frames++;
      }
    }
    av_packet_free(packet);
    av_frame_free(frame);
    return frames;
  }

  private static void require(int result) {
    if (result < 0) {
      throw new IllegalStateException("FFmpeg error " + result);
    }
  }
}
