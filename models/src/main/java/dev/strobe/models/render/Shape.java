package dev.strobe.models.render;

/** An outline in coordinates of its own, by the distance to it: negative inside. */
interface Shape {
  double distance(double x, double y);

  /** How far from the origin the shape reaches. */
  double reach();

  /** A disc around the origin. */
  record Disc(double radius) implements Shape {
    @Override
    public double distance(double x, double y) {
      return Math.hypot(x, y) - radius;
    }

    @Override
    public double reach() {
      return radius;
    }
  }

  /** A ring around the origin. */
  record Ring(double radius, double width) implements Shape {
    @Override
    public double distance(double x, double y) {
      return Math.abs(Math.hypot(x, y) - radius) - width / 2;
    }

    @Override
    public double reach() {
      return radius + width / 2;
    }
  }

  /** A rounded bar from the origin downwards, {@code start} thick there and {@code end} below. */
  record Limb(double length, double start, double end) implements Shape {
    @Override
    public double distance(double x, double y) {
      double along = Math.min(1, Math.max(0, y / length));
      return Math.hypot(x, y - along * length) - (start + (end - start) * along);
    }

    @Override
    public double reach() {
      return length + Math.max(start, end);
    }
  }

  /** A rectangle around the origin with rounded corners. */
  record Block(double halfWidth, double halfHeight, double corner) implements Shape {
    @Override
    public double distance(double x, double y) {
      double outX = Math.abs(x) - halfWidth + corner;
      double outY = Math.abs(y) - halfHeight + corner;
      return Math.hypot(Math.max(outX, 0), Math.max(outY, 0))
          + Math.min(Math.max(outX, outY), 0)
          - corner;
    }

    @Override
    public double reach() {
      return Math.hypot(halfWidth, halfHeight);
    }
  }
}
