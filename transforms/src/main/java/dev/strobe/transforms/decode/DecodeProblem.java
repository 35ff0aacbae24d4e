package dev.strobe.transforms.decode;

/**
 * Why the frames of a video that was read to its end are not all that it should have had.
 *
 * @param kind what happened
 * @param message one line for people, naming the video
 */
public record DecodeProblem(Kind kind, String message) {

  /** What can happen to a video after its first frame. */
  public enum Kind {
    /** Frames are missing at the end: the file was cut off, or is damaged from some point on. */
    BROKEN_OFF,
    /** Frames are missing or damaged in between. */
    CORRUPT_FRAMES
  }
}
