package dev.strobe.models.scene.picture;

import dev.strobe.models.synthetic.Draws;

/**
 * Draws one texture of mean 0 and standard deviation 1: noise of several grains, and over it what
 * pictures are made of, such as edges, lines, writing, round things and a fall of light.
 */
final class TextureMaker {

  private static final int SIDE = Texture.SIDE;
  private static final double[] GRAINS = {1, 2, 4, 9};

  private final Draws draws;
  private final float[] values = new float[SIDE * SIDE];

  private TextureMaker(Draws draws) {
    this.draws = draws;
  }

  static Texture draw(Draws draws) {
    var maker = new TextureMaker(draws);
    maker.addNoise();
    maker.normalise();
    maker.addThings();
    maker.normalise();
    return new Texture(maker.values);
  }

  private void addNoise() {
    double[] weights = weights();
    for (int grain = 0; grain < GRAINS.length; grain++) {
      float factor = (float) (GRAINS[grain] * weights[grain]);
      float[] noise = smooth(white(), GRAINS[grain]);
      for (int i = 0; i < values.length; i++) {
        values[i] += factor * noise[i];
      }
    }
  }

  /** A draw of Dirichlet's distribution with parameters 1, 1, 1.5 and 2. */
  private double[] weights() {
    double half = draws.gaussian();
    double[] gammas = {
      exponential(), exponential(), exponential() + half * half / 2, exponential() + exponential()
    };
    double sum = gammas[0] + gammas[1] + gammas[2] + gammas[3];
    for (int i = 0; i < gammas.length; i++) {
      gammas[i] /= sum;
    }
    return gammas;
  }

  private double exponential() {
    return -Math.log(1 - draws.uniform(0, 1));
  }

  private float[] white() {
    float[] white = new float[SIDE * SIDE];
    for (int i = 0; i < white.length; i++) {
      white[i] = (float) draws.gaussian();
    }
    return white;
  }

  private static float[] smooth(float[] picture, double grain) {
    int reach = (int) Math.ceil(3 * grain);
    float[] kernel = new float[2 * reach + 1];
    float sum = 0;
    for (int k = -reach; k <= reach; k++) {
      kernel[k + reach] = (float) Math.exp(-0.5 * k * k / (grain * grain));
      sum += kernel[k + reach];
    }
    for (int k = 0; k < kernel.length; k++) {
      kernel[k] /= sum;
    }
    return smoothAlong(smoothAlong(picture, kernel), kernel);
  }

  /** Smooths along the rows, around the edges, and turns rows into columns. */
  private static float[] smoothAlong(float[] picture, float[] kernel) {
    int reach = kernel.length / 2;
    float[] turned = new float[picture.length];
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        float sum = 0;
        for (int k = 0; k < kernel.length; k++) {
          sum += kernel[k] * picture[row * SIDE + ((column + k - reach) & (SIDE - 1))];
        }
        turned[column * SIDE + row] = sum;
      }
    }
    return turned;
  }

  private void addThings() {
    if (draws.chance(0.55)) {
      addBoxes(draws.integer(2, 12));
    }
    if (draws.chance(0.3)) {
      addDiscs(draws.integer(1, 7));
    }
    if (draws.chance(0.2)) {
      addLines();
    }
    if (draws.chance(0.15)) {
      addWriting();
    }
    if (draws.chance(0.4)) {
      addFall();
    }
  }

  private void addBoxes(int count) {
    for (int box = 0; box < count; box++) {
      int top = draws.integer(0, SIDE);
      int left = draws.integer(0, SIDE);
      fill(top, left, draws.integer(4, 50), draws.integer(4, 50), 1.5 * draws.gaussian());
    }
  }

  private void addDiscs(int count) {
    for (int disc = 0; disc < count; disc++) {
      double y = draws.uniform(0, SIDE);
      double x = draws.uniform(0, SIDE);
      double radius = draws.uniform(3, 22);
      double grey = 1.5 * draws.gaussian();
      for (int i = 0; i < values.length; i++) {
        double off = Math.hypot(row(i) - y, column(i) - x);
        values[i] += (float) (grey * Math.min(1, Math.max(0, radius - off)));
      }
    }
  }

  /** Fences, tiles and floors: stripes in one direction or two. */
  private void addLines() {
    double grey = draws.uniform(0.4, 1.5);
    int directions = draws.integer(1, 3);
    for (int direction = 0; direction < directions; direction++) {
      double angle = draws.uniform(0, Math.PI);
      double spacing = draws.uniform(6, 30);
      double share = draws.uniform(0.08, 0.5);
      for (int i = 0; i < values.length; i++) {
        double along = (row(i) * Math.cos(angle) + column(i) * Math.sin(angle)) / spacing;
        values[i] += (float) (along - Math.floor(along) < share ? grey : 0);
      }
    }
  }

  /** Rows of small upright and lying strokes. */
  private void addWriting() {
    int size = draws.integer(5, 12);
    int lines = draws.integer(1, 4);
    double grey = draws.oneOf(-2.5, 2.5);
    int left = draws.integer(4, 50);
    int top = draws.integer(4, 80);
    for (int line = 0; line < lines; line++) {
      int letters = draws.integer(4, 14);
      for (int letter = 0; letter < letters; letter++) {
        int y = top + line * (size + 3);
        int x = left + letter * (size / 2 + 2);
        fill(y, x, size, 1, grey);
        fill(y + draws.integer(0, size), x, 1, size / 2, grey);
        fill(y + draws.integer(0, size), x, 1, size / 2, grey);
      }
    }
  }

  /** Light that falls from one side, or a horizon. */
  private void addFall() {
    double angle = draws.uniform(0, 2 * Math.PI);
    double strength = draws.uniform(0.5, 2);
    double width = draws.logUniform(1, 80);
    double middle = draws.uniform(-30, 30);
    for (int i = 0; i < values.length; i++) {
      double y = row(i) - SIDE / 2.0;
      double x = column(i) - SIDE / 2.0;
      double along = y * Math.cos(angle) + x * Math.sin(angle) - middle;
      values[i] += (float) (strength * Math.max(-1, Math.min(1, along / width)));
    }
  }

  private static int row(int pixel) {
    return pixel / SIDE;
  }

  private static int column(int pixel) {
    return pixel % SIDE;
  }

  private void fill(int top, int left, int height, int width, double grey) {
    for (int y = top; y < Math.min(SIDE, top + height); y++) {
      for (int x = left; x < Math.min(SIDE, left + width); x++) {
        values[y * SIDE + x] += (float) grey;
      }
    }
  }

  private void normalise() {
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      sum += value;
      squares += (double) value * value;
    }
    double mean = sum / values.length;
    double deviation = Math.sqrt(Math.max(1e-12, squares / values.length - mean * mean));
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((values[i] - mean) / deviation);
    }
  }
}
