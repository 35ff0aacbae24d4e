package dev.strobe.transforms.infer;

import static java.util.Objects.requireNonNull;

/**
 * What decoding found out about a video.
 *
 * @param uri where it is
 * @param framesPerSecond average rate; 0 where neither the container nor the frames' times tell
 * @param width pixels a row as shown
 * @param height rows as shown
 * @param timesSeconds when each frame is shown, counted from the first; at least one frame
 */
public record VideoFacts(
    String uri, double framesPerSecond, int width, int height, FrameSeries timesSeconds) {

  public VideoFacts {
    requireNonNull(uri, "uri");
    if (!(framesPerSecond >= 0 && framesPerSecond < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "framesPerSecond must be finite and >= 0 but was " + framesPerSecond);
    }
    if (timesSeconds.size() == 0) {
      throw new IllegalArgumentException("a video has at least one frame but " + uri + " has none");
    }
  }

  /** How many frames were decoded. */
  public int frameCount() {
    return timesSeconds.size();
  }
}
