package dev.strobe.models.render;

/** A picture that shapes are drawn on with smooth edges, the last on top. */
final class Canvas {
  private final int width;
  private final int height;
  private final double[] red;
  private final double[] green;
  private final double[] blue;
  private Camera camera = Camera.STILL;

  Canvas(int width, int height) {
    this.width = width;
    this.height = height;
    this.red = new double[width * height];
    this.green = new double[width * height];
    this.blue = new double[width * height];
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Width in units of the height. */
  double aspect() {
    return (double) width / height;
  }

  /** Where the picture is looked at from, until set anew. */
  void lookThrough(Camera seen) {
    camera = seen;
  }

  /** Covers everything. */
  void fill(Texture texture) {
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        put(y * width + x, texture.at(sceneX(x), sceneY(y)), 1);
      }
    }
  }

  /** Draws one shape; the texture moves with it. */
  void draw(Shape shape, Pose pose, Texture texture) {
    double cos = Math.cos(pose.angle());
    double sin = Math.sin(pose.angle());
    double least = Math.min(pose.stretchX(), pose.stretchY());
    double pixel = 1 / (height * camera.zoom());
    double reach = shape.reach() * Math.max(pose.stretchX(), pose.stretchY()) + 2 * pixel;
    int left = Math.max(0, (int) Math.floor(column(pose.x() - reach)));
    int right = Math.min(width - 1, (int) Math.ceil(column(pose.x() + reach)));
    int top = Math.max(0, (int) Math.floor(row(pose.y() - reach)));
    int bottom = Math.min(height - 1, (int) Math.ceil(row(pose.y() + reach)));
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        double dx = sceneX(x) - pose.x();
        double dy = sceneY(y) - pose.y();
        double u = (dx * cos + dy * sin) / pose.stretchX();
        double v = (dy * cos - dx * sin) / pose.stretchY();
        double cover = 0.5 - shape.distance(u, v) * least / pixel;
        if (cover > 0) {
          put(y * width + x, texture.at(u, v), Math.min(1, cover));
        }
      }
    }
  }

  /** Adds what a sensor adds: a little of something else to each pixel of each picture. */
  void grain(long seed, double amount) {
    for (int i = 0; i < red.length; i++) {
      double more = amount * (Noise.at(seed, i, 1) + Noise.at(seed, i, 2) - 1);
      red[i] += more;
      green[i] += more;
      blue[i] += more;
    }
  }

  double red(int x, int y) {
    return red[y * width + x];
  }

  double green(int x, int y) {
    return green[y * width + x];
  }

  double blue(int x, int y) {
    return blue[y * width + x];
  }

  private void put(int at, Colour colour, double cover) {
    red[at] += (colour.red() - red[at]) * cover;
    green[at] += (colour.green() - green[at]) * cover;
    blue[at] += (colour.blue() - blue[at]) * cover;
  }

  private double sceneX(double column) {
    return ((column + 0.5) / height - aspect() / 2) / camera.zoom() + aspect() / 2 + camera.x();
  }

  private double sceneY(double row) {
    return ((row + 0.5) / height - 0.5) / camera.zoom() + 0.5 + camera.y();
  }

  private double column(double sceneX) {
    return ((sceneX - camera.x() - aspect() / 2) * camera.zoom() + aspect() / 2) * height - 0.5;
  }

  private double row(double sceneY) {
    return ((sceneY - camera.y() - 0.5) * camera.zoom() + 0.5) * height - 0.5;
  }
}
