package dev.strobe.models.scene.picture;

/** A square grey picture without end: beyond its edges it goes on mirrored. Immutable. */
public final class Texture {

  static final int SIDE = 128;

  /** Keeps what is truncated positive; a multiple of the length after which the picture recurs. */
  private static final int FAR = 64 * 2 * SIDE;

  private final float[] values;

  /** Takes over {@code values}, row by row. */
  Texture(float[] values) {
    this.values = values;
  }

  /** The value at a place in pixels, between the four around it in proportion. */
  public float at(float y, float x) {
    float down = y + FAR;
    float right = x + FAR;
    int row = (int) down;
    int column = (int) right;
    float below = down - row;
    float beside = right - column;
    int upper = fold(row) * SIDE;
    int lower = fold(row + 1) * SIDE;
    int left = fold(column);
    int next = fold(column + 1);
    float top = values[upper + left] + beside * (values[upper + next] - values[upper + left]);
    float bottom = values[lower + left] + beside * (values[lower + next] - values[lower + left]);
    return top + below * (bottom - top);
  }

  /** The value of the pixel in a row and column, both at least 0. */
  float cell(int row, int column) {
    return values[fold(row) * SIDE + fold(column)];
  }

  /** This picture turned by some quarters, perhaps mirrored, and as {@code mean + contrast * v}. */
  Texture as(int quarters, int mirrored, float mean, float contrast) {
    float[] changed = new float[values.length];
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        int y = quarters % 2 == 0 ? row : column;
        int x = quarters % 2 == 0 ? column : row;
        y = quarters >= 2 ? SIDE - 1 - y : y;
        x = mirrored == 1 ? SIDE - 1 - x : x;
        changed[row * SIDE + column] = mean + contrast * values[y * SIDE + x];
      }
    }
    return new Texture(changed);
  }

  private static int fold(int index) {
    int within = index & (2 * SIDE - 1);
    return within < SIDE ? within : 2 * SIDE - 1 - within;
  }
}
