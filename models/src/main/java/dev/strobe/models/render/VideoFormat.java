package dev.strobe.models.render;

/**
 * How frames are written.
 *
 * @param width pixels a row as stored, even
 * @param height rows as stored, even
 * @param ticksPerSecond unit of the times that frames are given
 * @param framesPerSecond the average, for the encoder's budget
 * @param bitsPerSecond the encoder's budget
 * @param turn how players are to turn the picture
 * @param layout where the index of the file goes
 */
record VideoFormat(
    int width,
    int height,
    int ticksPerSecond,
    double framesPerSecond,
    int bitsPerSecond,
    Turn turn,
    Layout layout) {

  /** The two orders an MP4 or MOV file can have, and one in pieces. */
  enum Layout {
    /** Pictures first, index last, as a camera writes it. */
    INDEX_LAST("disable_chpl"),
    /** Index first, for playing while it is still being read. */
    INDEX_FIRST("faststart"),
    /** An index without frames, then fragments that bring their own. */
    FRAGMENTED("empty_moov+frag_keyframe");

    private final String flags;

    Layout(String flags) {
      this.flags = flags;
    }

    String flags() {
      return flags;
    }
  }
}
