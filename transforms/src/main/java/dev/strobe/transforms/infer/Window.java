package dev.strobe.transforms.infer;

import java.util.List;
import java.util.stream.IntStream;

/** A run of rows, each {@code stride} frames after the one before, from the frame {@code start}. */
record Window(int stride, int start) {

  /** Those that cover {@code frames} frames, without overlap; the last may reach past the end. */
  static List<Window> covering(int frames, int stride, int rows) {
    int step = Math.multiplyExact(stride, rows);
    return IntStream.range(0, count(frames, stride, rows))
        .mapToObj(i -> new Window(stride, i * step))
        .toList();
  }

  /** How many those are. */
  static int count(int frames, int stride, int rows) {
    long step = (long) stride * rows;
    return (int) ((frames + step - 1) / step);
  }
}
