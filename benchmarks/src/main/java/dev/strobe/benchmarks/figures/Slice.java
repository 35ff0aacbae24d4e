package dev.strobe.benchmarks.figures;

import java.time.Duration;

/**
 * What was seen of a server in a few seconds of load.
 *
 * @param processorMicros the server's processor time for each call
 */
public record Slice(
    int calls,
    double callsPerSecond,
    double medianMicros,
    double p99Micros,
    double processorMicros) {

  public static Slice of(long[] sortedNanos, Duration elapsed, Duration processorTime) {
    int calls = sortedNanos.length;
    return new Slice(
        calls,
        calls * 1e9 / elapsed.toNanos(),
        sortedNanos[calls / 2] / 1e3,
        sortedNanos[(int) (calls * 0.99)] / 1e3,
        processorTime.toNanos() / 1e3 / calls);
  }
}
