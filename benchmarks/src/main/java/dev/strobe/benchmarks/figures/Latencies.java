package dev.strobe.benchmarks.figures;

import java.util.Arrays;
import java.util.List;

/** Durations of calls in nanoseconds. Not safe for use by several threads. */
public final class Latencies {
  private long[] nanos = new long[1024];
  private int size;

  public void add(long value) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * size);
    }
    nanos[size++] = value;
  }

  /** Those of all callers, in order of length. */
  public static long[] sorted(List<Latencies> callers) {
    return callers.stream()
        .flatMapToLong(caller -> Arrays.stream(caller.nanos, 0, caller.size))
        .sorted()
        .toArray();
  }
}
