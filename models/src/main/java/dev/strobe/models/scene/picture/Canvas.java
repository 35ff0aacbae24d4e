package dev.strobe.models.scene.picture;

/** A picture of 48 x 48 grey values, 0 black and 1 white, drawn over and over by one thread. */
public final class Canvas {

  /** Width and height in pixels. */
  public static final int SIDE = 48;

  private static final float MIDDLE = SIDE / 2f;
  private static final float TEXTURE_MIDDLE = Texture.SIDE / 2f;

  private final float[] pixels = new float[SIDE * SIDE];

  /** The values themselves, row by row; changed by the next drawing. */
  public float[] pixels() {
    return pixels;
  }

  /** Shows what another canvas shows. */
  public void show(Canvas other) {
    System.arraycopy(other.pixels, 0, pixels, 0, pixels.length);
  }

  /** Covers everything with a texture. */
  public void cover(Texture texture, View view) {
    spread(texture, view, 0, 1);
  }

  /** Adds {@code mix} times what a texture has above or below medium grey. */
  public void add(Texture texture, View view, double mix) {
    spread(texture, view, 1, (float) mix);
  }

  private void spread(Texture texture, View view, float kept, float mix) {
    float straight = (float) (view.zoom() * Math.cos(view.roll()));
    float across = (float) (view.zoom() * Math.sin(view.roll()));
    float medium = kept * 0.45f;
    for (int row = 0; row < SIDE; row++) {
      float down = row - MIDDLE;
      float y = TEXTURE_MIDDLE + (float) view.y() + straight * down + across * MIDDLE;
      float x = TEXTURE_MIDDLE + (float) view.x() + across * down - straight * MIDDLE;
      for (int i = row * SIDE; i < (row + 1) * SIDE; i++) {
        pixels[i] = kept * pixels[i] + mix * (texture.at(y, x) - medium);
        y -= across;
        x += straight;
      }
    }
  }

  /** Covers everything with a texture, of which every pixel is displaced by its own way. */
  public void coverDisplaced(Texture texture, View view, float[] down, float[] right) {
    float zoom = (float) view.zoom();
    for (int row = 0; row < SIDE; row++) {
      float above = TEXTURE_MIDDLE + (float) view.y() + zoom * (row - MIDDLE);
      for (int column = 0; column < SIDE; column++) {
        float before = TEXTURE_MIDDLE + (float) view.x() + zoom * (column - MIDDLE);
        int i = row * SIDE + column;
        pixels[i] = texture.at(above + zoom * down[i], before + zoom * right[i]);
      }
    }
  }

  public void draw(Capsule capsule, Cloth cloth) {
    double reach = capsule.width() + 1.0 / SIDE;
    int top = first(Math.min(capsule.y(), capsule.y() + capsule.down()) - reach);
    int bottom = last(Math.max(capsule.y(), capsule.y() + capsule.down()) + reach);
    int left = first(Math.min(capsule.x(), capsule.x() + capsule.right()) - reach);
    int right = last(Math.max(capsule.x(), capsule.x() + capsule.right()) + reach);
    for (int row = top; row < bottom; row++) {
      drawRow(capsule, cloth, row, left, right);
    }
  }

  private void drawRow(Capsule capsule, Cloth cloth, int row, int from, int to) {
    float down = (float) capsule.down();
    float right = (float) capsule.right();
    float squared = Math.max(1e-9f, down * down + right * right);
    float y = (row + 0.5f) / SIDE - (float) capsule.y();
    for (int column = from; column < to; column++) {
      float x = (column + 0.5f) / SIDE - (float) capsule.x();
      float along = clip((y * down + x * right) / squared);
      float offY = y - along * down;
      float offX = x - along * right;
      float off = (float) Math.sqrt(offY * offY + offX * offX);
      float part = clip(((float) capsule.width() - off) * SIDE + 0.5f);
      if (part > 0) {
        float pattern = cloth.at((int) (30 * along) + 20, (int) (120 * (offY - offX)) + 192);
        float grey = (float) capsule.grey() + (float) capsule.shade() * (along - 0.5f) + pattern;
        pixels[row * SIDE + column] += part * (grey - pixels[row * SIDE + column]);
      }
    }
  }

  /** Draws a rectangle, given by its edges in sides of the picture. */
  public void box(double top, double left, double bottom, double right, double grey, Cloth cloth) {
    for (int row = first(top); row < last(bottom); row++) {
      float partOfRow = overlap(row, top, bottom);
      for (int column = first(left); column < last(right); column++) {
        float part = partOfRow * overlap(column, left, right);
        int down = row - (int) Math.floor(top * SIDE);
        int beside = column - (int) Math.floor(left * SIDE);
        float value = (float) grey + cloth.at(Math.max(0, down) + 8, Math.max(0, beside) + 8);
        pixels[row * SIDE + column] += part * (value - pixels[row * SIDE + column]);
      }
    }
  }

  /** Makes every pixel {@code gain} times as bright, and then brighter by {@code more}. */
  public void light(double gain, double more) {
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) gain * pixels[i] + (float) more;
    }
  }

  /** Fades towards another picture: 0 leaves this as it is, 1 replaces it. */
  public void fade(Canvas other, double part) {
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] += (float) part * (other.pixels[i] - pixels[i]);
    }
  }

  private static float overlap(int pixel, double from, double to) {
    return clip((float) (Math.min(pixel + 1, to * SIDE) - Math.max(pixel, from * SIDE)));
  }

  private static int first(double place) {
    return (int) Math.max(0, Math.min(SIDE, Math.floor(place * SIDE)));
  }

  private static int last(double place) {
    return (int) Math.max(0, Math.min(SIDE, Math.ceil(place * SIDE)));
  }

  private static float clip(float value) {
    return Math.min(1, Math.max(0, value));
  }
}
