package dev.strobe.benchmarks.serving;

import java.util.Arrays;
import java.util.List;

/** Durations of calls in nanoseconds. Not safe for use by several threads. */
final class Latencies {
  private long[] nanos = new long[1024];
  private int size;

  void add(long value) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * size);
    }
    nanos[size++] = value;
  }

  /** Those of all callers, in order of length. */
  static long[] sorted(List<Latencies> callers) {
    return callers.stream()
        .flatMapToLong(caller -> Arrays.stream(caller.nanos, 0, caller.size))
        .sorted()
        .toArray();
  }
}
