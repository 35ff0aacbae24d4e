package dev.strobe.models.scene;

/**
 * A short grey film and the truth about it. The arrays are the caller's: they are not copied.
 *
 * @param frames number of frames
 * @param pixels uint8 grey [frames, 48, 48], row by row
 * @param period frames per cycle at every frame, counted in frames of this film, whether or not
 *     some of them are duplicates; 0 where nothing repeats
 * @param on whether a frame belongs to a repetition
 * @param stride the stride at which the clip's cycles are best seen
 */
@SuppressWarnings("ArrayRecordComponent") // made and consumed by the thousand; nobody compares them
public record SceneClip(int frames, byte[] pixels, float[] period, boolean[] on, int stride) {

  /** Width and height of a frame in pixels. */
  public static final int SIDE = 48;

  public SceneClip {
    if (frames < 1 || stride < 1) {
      throw new IllegalArgumentException(
          "frames and stride must be at least 1 but were %d and %d".formatted(frames, stride));
    }
    if (pixels.length != frames * SIDE * SIDE || period.length != frames || on.length != frames) {
      throw new IllegalArgumentException(
          "%d frames must have %d pixels and as many labels but had %d, %d and %d"
              .formatted(frames, frames * SIDE * SIDE, pixels.length, period.length, on.length));
    }
  }
}
