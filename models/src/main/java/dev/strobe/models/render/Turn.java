package dev.strobe.models.render;

/** How a picture is stored, and what the file tells players to do about it. */
enum Turn {
  /** As shown. */
  NONE,
  /** Lying on its side, to be turned clockwise by a quarter: a phone held upright. */
  QUARTER;

  private static final int ONE = 1 << 16;
  private static final int UNIT = 1 << 30;

  /** Column, in the picture as shown, of a stored pixel. */
  int shownColumn(int x, int y, int shownWidth) {
    return this == NONE ? x : shownWidth - 1 - y;
  }

  /** Row, in the picture as shown, of a stored pixel. */
  int shownRow(int x, int y) {
    return this == NONE ? y : x;
  }

  /** The display matrix of the file, for pictures stored {@code storedHeight} high. */
  int[] matrix(int storedHeight) {
    return this == NONE
        ? new int[] {ONE, 0, 0, 0, ONE, 0, 0, 0, UNIT}
        : new int[] {0, ONE, 0, -ONE, 0, 0, storedHeight * ONE, 0, UNIT};
  }
}
