package dev.strobe.models.scene.codec;

/** Square pictures made larger by interpolation, and smaller again by area. */
final class Enlargement {

  private final int side;
  private final int across;
  private final int down;

  /**
   * @param side width and height of the small picture
   * @param across how many times as wide the large one is
   * @param down how many times as high it is
   */
  Enlargement(int side, int across, int down) {
    this.side = side;
    this.across = across;
    this.down = down;
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
    int from = index * pixels();
    for (int row = 0; row < height(); row++) {
      float y = place(row, down);
      int top = (int) y;
      int bottom = Math.min(side - 1, top + 1);
      for (int column = 0; column < width(); column++) {
        float x = place(column, across);
        int left = (int) x;
        int right = Math.min(side - 1, left + 1);
        float upper = between(film, from + top * side, left, right, x - left);
        float lower = between(film, from + bottom * side, left, right, x - left);
        large[row * width() + column] = (byte) (int) (upper + (y - top) * (lower - upper) + 0.5f);
      }
    }
  }

  private float place(int pixel, int times) {
    return Math.min(side - 1, Math.max(0, (pixel + 0.5f) / times - 0.5f));
  }

  private static float between(byte[] film, int row, int left, int right, float part) {
    int one = film[row + left] & 0xff;
    int other = film[row + right] & 0xff;
    return one + part * (other - one);
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
