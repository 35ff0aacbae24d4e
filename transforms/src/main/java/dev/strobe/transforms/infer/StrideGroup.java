package dev.strobe.transforms.infer;

import java.util.ArrayList;
import java.util.List;

/**
 * Strides whose windows, side by side, end together every {@code unit} frames: the least common
 * multiple of their windows' lengths. Where clips begin and end at multiples of it, a video is
 * judged as if it were whole.
 */
record StrideGroup(List<Integer> strides, int unit) {

  StrideGroup {
    strides = List.copyOf(strides);
  }

  /**
   * Divides strides among as few groups as their common length allows, in the order given. Usually
   * that is one; awkward strides such as 5, 7 and 8 together would need a unit of 17920 frames.
   *
   * @param rows rows of a window
   * @param maxFrames the longest unit wanted; a stride that alone needs more gets more
   */
  static List<StrideGroup> of(List<Integer> strides, int rows, int maxFrames) {
    List<List<Integer>> groups = new ArrayList<>();
    List<Long> lengths = new ArrayList<>();
    for (int stride : strides) {
      int at = 0;
      while (at < groups.size() && lcm(lengths.get(at), (long) stride * rows) > maxFrames) {
        at++;
      }
      if (at == groups.size()) {
        groups.add(new ArrayList<>());
        lengths.add((long) stride * rows);
      }
      groups.get(at).add(stride);
      lengths.set(at, lcm(lengths.get(at), (long) stride * rows));
    }
    List<StrideGroup> result = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      result.add(new StrideGroup(groups.get(i), Math.toIntExact(lengths.get(i))));
    }
    return List.copyOf(result);
  }

  /** The longest run of frames that divides every group's unit evenly. */
  static int commonFrames(List<StrideGroup> groups) {
    return Math.toIntExact(
        groups.stream().mapToLong(StrideGroup::unit).reduce(0, StrideGroup::gcd));
  }

  private static long lcm(long a, long b) {
    return a / gcd(a, b) * b;
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
