package dev.strobe.models.render;

/**
 * A video to be rendered, and the truth about it.
 *
 * @param file its name, whose extension says which container it is
 * @param trueCount whole cycles from the first frame to the last
 * @param note what is to be seen
 */
record Sample(
    String file,
    int trueCount,
    Picture picture,
    Timing timing,
    Motion motion,
    Scene scene,
    String note) {

  /** The size in pixels as shown, and how it is stored. */
  record Picture(int width, int height, Turn turn) {

    static Picture of(int width, int height) {
      return new Picture(width, height, Turn.NONE);
    }

    int storedWidth() {
      return turn == Turn.NONE ? width : height;
    }

    int storedHeight() {
      return turn == Turn.NONE ? height : width;
    }
  }
}
