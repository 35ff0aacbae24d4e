package dev.strobe.transforms.infer;

import dev.strobe.transforms.decode.FrameBatch;
import dev.strobe.transforms.decode.FrameShape;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Consecutive kept frames of a video that are judged together, and the strides at which they are.
 * Every window of the video lies wholly within one of its clips.
 *
 * @param firstFrame index among the kept frames of the first
 * @param count how many there are
 * @param pixels unsigned bytes {@code [count, height, width, channels]}, from position 0
 */
record FrameClip(
    int firstFrame, int count, FrameShape shape, ByteBuffer pixels, List<Integer> strides) {

  /** Joins batches that follow each other. */
  static FrameClip of(List<FrameBatch> batches, List<Integer> strides) {
    FrameBatch first = batches.get(0);
    int count = batches.stream().mapToInt(FrameBatch::count).sum();
    ByteBuffer pixels = batches.size() == 1 ? first.pixels() : joined(batches, count);
    return new FrameClip(
        Math.toIntExact(first.firstFrame()), count, first.shape(), pixels, strides);
  }

  private static ByteBuffer joined(List<FrameBatch> batches, int count) {
    int bytes = Math.multiplyExact(count, batches.get(0).shape().bytes());
    ByteBuffer pixels = ByteBuffer.allocate(bytes);
    for (FrameBatch batch : batches) {
      pixels.put(batch.pixels());
    }
    return pixels.flip();
  }

  /** The windows of every stride, stride after stride. */
  List<Window> windows(int rows) {
    return strides.stream()
        .flatMap(stride -> Window.covering(count, stride, rows).stream())
        .toList();
  }

  /** One frame's bytes; past the end the last frame's. */
  ByteBuffer frame(int index) {
    int frame = Math.min(index, count - 1);
    return pixels.slice(frame * shape.bytes(), shape.bytes());
  }
}
