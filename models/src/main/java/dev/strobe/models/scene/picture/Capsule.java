package dev.strobe.models.scene.picture;

/**
 * A stroke with round ends. Lengths are in sides of the picture, from its upper left corner.
 *
 * @param y where it begins, from above
 * @param x where it begins, from the left
 * @param down how far its end lies below its beginning
 * @param right how far its end lies to the right of its beginning
 * @param width half of its breadth
 * @param grey its brightness, 0 black, 1 white
 * @param shade how much brighter its end is than its beginning
 */
public record Capsule(
    double y, double x, double down, double right, double width, double grey, double shade) {}
