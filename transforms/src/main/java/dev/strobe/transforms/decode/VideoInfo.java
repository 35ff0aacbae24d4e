package dev.strobe.transforms.decode;

/**
 * What a video says about itself.
 *
 * @param framesPerSecond average rate; 0 where the container does not tell
 * @param width pixels a row as shown, after rotation
 * @param height rows as shown, after rotation
 * @param declaredFrames number of frames the container declares, -1 where it does not
 * @param durationSeconds length the container declares, 0 where it does not
 */
public record VideoInfo(
    double framesPerSecond, int width, int height, long declaredFrames, double durationSeconds) {}
