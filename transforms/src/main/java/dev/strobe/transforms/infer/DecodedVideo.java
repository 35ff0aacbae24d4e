package dev.strobe.transforms.infer;

import dev.strobe.transforms.decode.DecodeException;
import dev.strobe.transforms.decode.DecodeProblem;
import dev.strobe.transforms.decode.DecoderConfig;
import dev.strobe.transforms.decode.FrameBatch;
import dev.strobe.transforms.decode.FrameShape;
import dev.strobe.transforms.decode.VideoDecoder;
import dev.strobe.transforms.decode.VideoInfo;
import dev.strobe.transforms.media.MediaRef;
import java.io.IOException;
import java.util.Optional;

/** Frames as FFmpeg decodes them. */
record DecodedVideo(VideoDecoder decoder) implements FrameSource {

  static DecodedVideo open(MediaRef ref, FrameShape shape, DecoderConfig config)
      throws DecodeException, IOException {
    return new DecodedVideo(VideoDecoder.open(ref.uri(), ref.open(), shape, config));
  }

  @Override
  public VideoInfo info() {
    return decoder.info();
  }

  @Override
  public Optional<FrameBatch> next(int frames) throws DecodeException, IOException {
    return decoder.next(frames);
  }

  @Override
  public Optional<DecodeProblem> problem() {
    return decoder.problem();
  }

  @Override
  public void close() throws IOException {
    decoder.close();
  }
}
