package dev.strobe.transforms.infer;

import dev.strobe.transforms.decode.DecodeException;
import dev.strobe.transforms.decode.DecodeProblem;
import dev.strobe.transforms.decode.FrameBatch;
import dev.strobe.transforms.decode.FrameShape;
import dev.strobe.transforms.decode.VideoInfo;
import dev.strobe.transforms.media.MediaRef;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;

/** The frames of an open video, one batch after the other. Used by one thread. */
interface FrameSource extends AutoCloseable {

  /** What the video says about itself. */
  VideoInfo info();

  /** The next {@code frames} frames, fewer at the end, none after it. */
  Optional<FrameBatch> next(int frames) throws DecodeException, IOException;

  /** What is wrong with a video that was read to its end. */
  Optional<DecodeProblem> problem();

  @Override
  void close() throws IOException;

  /** Opens videos. */
  @FunctionalInterface
  interface Opener extends Serializable {
    FrameSource open(MediaRef ref, FrameShape shape) throws DecodeException, IOException;
  }
}
