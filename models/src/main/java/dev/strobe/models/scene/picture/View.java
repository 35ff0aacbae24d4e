package dev.strobe.models.scene.picture;

/**
 * The part of a texture that is seen.
 *
 * @param y pixels that its middle lies below the texture's
 * @param x pixels that its middle lies to the right of the texture's
 * @param zoom pixels of the texture that a pixel of the picture spans
 * @param roll angle in radians by which the picture is turned
 */
public record View(double y, double x, double zoom, double roll) {

  /** The middle of the texture, as it is. */
  public static final View STRAIGHT = new View(0, 0, 1, 0);
}
