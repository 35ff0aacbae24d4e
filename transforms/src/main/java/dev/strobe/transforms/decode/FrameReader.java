package dev.strobe.transforms.decode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_NONE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.swscale.sws_isSupportedInput;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * The codec: packets in, frames out, one at a time, with a count of what was damaged. Used by one
 * thread at a time.
 */
final class FrameReader implements AutoCloseable {
  /** After the last packet a decoder may only hand out what it holds; an error is no frame. */
  private static final int MOST_ERRORS_WHILE_DRAINING = 64;

  private final Demuxer demuxer;
  private final DecoderConfig config;
  private final AVCodecContext codec;
  private final AVPacket packet = av_packet_alloc();
  private final AVFrame frame = av_frame_alloc();
  private long corrupt;
  private long rejected;
  private int errorsWhileDraining;
  private boolean draining;

  private FrameReader(Demuxer demuxer, DecoderConfig config, AVCodecContext codec) {
    this.demuxer = demuxer;
    this.config = config;
    this.codec = codec;
  }

  static FrameReader open(String uri, Demuxer demuxer, DecoderConfig config)
      throws DecodeException {
    AVCodecParameters parameters = demuxer.parameters();
    AVCodec decoder = avcodec_find_decoder(parameters.codec_id());
    if (decoder == null || decoder.isNull()) {
      throw new DecodeException(
          uri, "its video is compressed in a way that is not known" + kind(parameters));
    }
    AVCodecContext codec = avcodec_alloc_context3(decoder);
    int result = avcodec_parameters_to_context(codec, parameters);
    if (result >= 0) {
      codec.thread_count(config.threads());
      codec.max_pixels(config.maxPixels());
      codec.pkt_timebase(demuxer.timeBase());
      result = avcodec_open2(codec, decoder, (AVDictionary) null);
    }
    if (result < 0) {
      avcodec_free_context(codec);
      throw new DecodeException(
          uri,
          "the decoder refuses its video%s (%s)"
              .formatted(kind(parameters), NativeError.describe(result)));
    }
    return new FrameReader(demuxer, config, codec);
  }

  private static String kind(AVCodecParameters parameters) {
    return parameters.codec_id() == AV_CODEC_ID_NONE
        ? ""
        : " (" + avcodec_get_name(parameters.codec_id()).getString() + ")";
  }

  /** The one place frames are decoded to; what stands there is the last that was read. */
  AVFrame frame() {
    return frame;
  }

  /** Decodes the next frame; false after the last. */
  boolean advance() {
    while (true) {
      int result = avcodec_receive_frame(codec, frame);
      if (result >= 0) {
        if (isUsable()) {
          return true;
        }
        rejected++;
      } else if (result == AVERROR_EAGAIN() && !draining) {
        feed();
      } else if (result == AVERROR_EOF() || !survives()) {
        return false;
      }
    }
  }

  /** Frames that came out damaged. */
  long corruptFrames() {
    return corrupt;
  }

  /** Packets and frames that nothing could be made of. */
  long rejected() {
    return rejected;
  }

  private boolean isUsable() {
    if ((frame.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0 || frame.decode_error_flags() != 0) {
      corrupt++;
    }
    return frame.width() > 0
        && frame.height() > 0
        && (long) frame.width() * frame.height() <= config.maxPixels()
        && sws_isSupportedInput(frame.format()) != 0;
  }

  private void feed() {
    if (!demuxer.read(packet)) {
      draining = true;
      int unused = avcodec_send_packet(codec, null);
      return;
    }
    boolean damaged = (packet.flags() & AV_PKT_FLAG_CORRUPT) != 0;
    int result = avcodec_send_packet(codec, packet);
    av_packet_unref(packet);
    if (result < 0 || damaged) {
      rejected++;
    }
  }

  private boolean survives() {
    rejected++;
    return !draining || ++errorsWhileDraining < MOST_ERRORS_WHILE_DRAINING;
  }

  @Override
  public void close() {
    av_frame_free(frame);
    av_packet_free(packet);
    avcodec_free_context(codec);
  }
}
