package dev.strobe.transforms.decode;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive frames of one video: unsigned bytes {@code [count, height, width, channels]} without
 * gaps, and the time of each. The bytes are not copied; whoever makes a batch leaves them alone
 * afterwards. Immutable otherwise, and safe to share.
 */
public final class FrameBatch {
  private final long firstFrame;
  private final FrameShape shape;
  private final ByteBuffer pixels;
  private final double[] timesSeconds;

  private FrameBatch(long firstFrame, FrameShape shape, ByteBuffer pixels, double[] timesSeconds) {
    this.firstFrame = firstFrame;
    this.shape = shape;
    this.pixels = pixels;
    this.timesSeconds = timesSeconds;
  }

  /**
   * A batch over the remaining bytes of {@code pixels}, one frame for each time.
   *
   * @param firstFrame index in the video of the first frame, from 0
   * @param timesSeconds when each frame is shown, counted from the video's first frame
   * @throws IllegalArgumentException if there are more or fewer bytes than the frames take
   */
  public static FrameBatch of(
      long firstFrame, FrameShape shape, ByteBuffer pixels, double[] timesSeconds) {
    requireNonNull(shape, "shape");
    if (firstFrame < 0) {
      throw new IllegalArgumentException("firstFrame must be >= 0 but was " + firstFrame);
    }
    long bytes = (long) shape.bytes() * timesSeconds.length;
    if (pixels.remaining() != bytes) {
      throw new IllegalArgumentException(
          "%d frames of %s take %d bytes but %d were given"
              .formatted(timesSeconds.length, shape, bytes, pixels.remaining()));
    }
    return new FrameBatch(
        firstFrame, shape, pixels.slice().asReadOnlyBuffer(), timesSeconds.clone());
  }

  /** Index in the video of the first frame, from 0. */
  public long firstFrame() {
    return firstFrame;
  }

  /** How many frames there are. */
  public int count() {
    return timesSeconds.length;
  }

  /** The shape of each frame. */
  public FrameShape shape() {
    return shape;
  }

  /** All frames' bytes, read-only, from position 0. */
  public ByteBuffer pixels() {
    return pixels.duplicate();
  }

  /** When each frame is shown, in seconds from the video's first frame. */
  public double[] timesSeconds() {
    return timesSeconds.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FrameBatch that
        && firstFrame == that.firstFrame
        && shape.equals(that.shape)
        && Arrays.equals(timesSeconds, that.timesSeconds)
        && pixels.equals(that.pixels);
  }

  @Override
  public int hashCode() {
    return Objects.hash(firstFrame, shape, Arrays.hashCode(timesSeconds), pixels);
  }

  @Override
  public String toString() {
    return "FrameBatch[first=%d, count=%d, %s]".formatted(firstFrame, count(), shape);
  }
}
