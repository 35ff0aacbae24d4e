package dev.strobe.models.render;

/**
 * Where a shape stands: stretched, turned by an angle in radians (clockwise on the screen), then
 * moved. The picture is 1 high, its origin at the top left, y pointing down.
 */
record Pose(double x, double y, double angle, double stretchX, double stretchY) {

  static Pose at(double x, double y) {
    return new Pose(x, y, 0, 1, 1);
  }

  Pose turned(double radians) {
    return new Pose(x, y, angle + radians, stretchX, stretchY);
  }

  Pose stretched(double alongX, double alongY) {
    return new Pose(x, y, angle, stretchX * alongX, stretchY * alongY);
  }
}
