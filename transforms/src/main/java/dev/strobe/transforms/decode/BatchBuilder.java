package dev.strobe.transforms.decode;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Room for the frames of a batch, which grows with them and never past the batch's full size. */
final class BatchBuilder {
  private final FrameShape shape;
  private final int maxFrames;
  private byte[] pixels;
  private double[] times;
  private int count;

  /**
   * @param expected how many frames are likely to come, at least 1
   */
  BatchBuilder(FrameShape shape, int maxFrames, long expected) {
    this.shape = shape;
    this.maxFrames = maxFrames;
    int room = (int) Math.min(maxFrames, expected);
    this.pixels = new byte[room * shape.bytes()];
    this.times = new double[room];
  }

  boolean isFull() {
    return count == maxFrames;
  }

  int count() {
    return count;
  }

  /** Makes room for one more frame, and tells where: bytes from {@link #offset} on. */
  byte[] pixels() {
    if (count == times.length) {
      int room = (int) Math.min(maxFrames, 2L * count);
      pixels = Arrays.copyOf(pixels, room * shape.bytes());
      times = Arrays.copyOf(times, room);
    }
    return pixels;
  }

  int offset() {
    return count * shape.bytes();
  }

  /** Takes the frame that was written. */
  void add(double timeSeconds) {
    times[count++] = timeSeconds;
  }

  FrameBatch build(long firstFrame) {
    byte[] exact = count == times.length ? pixels : Arrays.copyOf(pixels, offset());
    return FrameBatch.of(firstFrame, shape, ByteBuffer.wrap(exact), Arrays.copyOf(times, count));
  }
}
