package dev.strobe.transforms.infer;

import dev.strobe.transforms.decode.FrameShape;

/** Which frames of a video a model is shown. */
public enum FrameSelection {
  /** Every frame. */
  EVERY {
    @Override
    FrameSource of(FrameSource source, FrameShape shape, FrameLog log) {
      return new EveryFrame(source, log);
    }
  },

  /**
   * Every frame that differs from the one before it. A file whose rate was raised by repeating
   * frames, or in which the picture is held for a while, is then judged by what moves.
   */
  DISTINCT {
    @Override
    FrameSource of(FrameSource source, FrameShape shape, FrameLog log) {
      return new DistinctFrames(source, shape, log);
    }
  };

  /** The selected frames of {@code source}; what is read and what is kept goes to the log. */
  abstract FrameSource of(FrameSource source, FrameShape shape, FrameLog log);
}
