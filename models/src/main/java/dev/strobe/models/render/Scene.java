package dev.strobe.models.render;

/** Something that can be drawn at any point of its motion. */
@FunctionalInterface
interface Scene {
  /**
   * Draws the whole picture.
   *
   * @param cycles how often the motion has been gone through
   * @param seconds the time, for all that moves without repeating
   */
  void draw(Canvas canvas, double cycles, double seconds);
}
