package dev.strobe.models.scene.codec;

/** Square pictures made larger by interpolation, and smaller again by area. For one thread. */
final class Enlargement {

  private final int side;
  private final int across;
  private final int down;
  private final float[] between;
  private final int[] lefts;
  private final float[] parts;

  /**
   * @param side width and height of the small picture
   * @param across how many times as wide the large one is
   * @param down how many times as high it is
   */
  Enlargement(int side, int across, int down) {
    this.side = side;
    this.across = across;
    this.down = down;
    this.between = new float[side + 1];
    this.lefts = new int[width()];
    this.parts = new float[width()];
    for (int column = 0; column < lefts.length; column++) {
      float x = place(column, across);
      lefts[column] = (int) x;
      parts[column] = x - lefts[column];
    }
  }

  int width() {
    return side * across;
  }

  int height() {
    return side * down;
  }

  /** Pixels of a small picture. */
  int pixels() {
    return side * side;
  }

  /** Enlarges frame {@code index} of a film. */
  void enlarge(byte[] film, int index, byte[] large) {
    for (int row = 0; row < height(); row++) {
      fillBetween(film, index * pixels(), place(row, down));
      for (int column = 0; column < lefts.length; column++) {
        float left = between[lefts[column]];
        float right = between[lefts[column] + 1];
        large[row * lefts.length + column] = (byte) (int) (left + parts[column] * (right - left));
      }
    }
  }

  /** Works out a row between two rows of a frame, half a level up so that it can be cut off. */
  private void fillBetween(byte[] film, int from, float y) {
    int top = (int) y;
    int bottom = Math.min(side - 1, top + 1);
    for (int x = 0; x < side; x++) {
      int above = film[from + top * side + x] & 0xff;
      int below = film[from + bottom * side + x] & 0xff;
      between[x] = above + (y - top) * (below - above) + 0.5f;
    }
    between[side] = between[side - 1];
  }

  private float place(int pixel, int times) {
    return Math.min(side - 1, Math.max(0, (pixel + 0.5f) / times - 0.5f));
  }

  /** Reduces a large picture to frame {@code index} of a film. */
  void reduce(byte[] large, byte[] film, int index) {
    int area = across * down;
    for (int i = 0; i < pixels(); i++) {
      int corner = i / side * down * width() + i % side * across;
      int sum = 0;
      for (int y = 0; y < down; y++) {
        for (int x = 0; x < across; x++) {
          sum += large[corner + y * width() + x] & 0xff;
        }
      }
      film[index * pixels() + i] = (byte) ((sum + area / 2) / area);
    }
  }
}
