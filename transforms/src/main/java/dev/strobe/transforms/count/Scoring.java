package dev.strobe.transforms.count;

/** How a video's scores become a count. */
public enum Scoring {
  /**
   * As RepNet's published client does it, to the last quirk: a stride's score is the mean over all
   * the rows that client would have sent, in full batches, the copies of the last frame among them.
   * So a short clip's choice of stride hangs on how the model judges a still picture.
   */
  REFERENCE,

  /**
   * The same, but rows past the last frame, copies of it, are left out of a stride's score. It
   * therefore asks for fewer windows, and its choice of stride does not depend on a batch size.
   */
  CORRECTED,

  /**
   * All strides together: their evidence is pooled, the period is followed through time, and parts
   * that do not repeat are left out by how long and how surely the others do. Needs no padding.
   */
  JOINT
}
