package dev.strobe.benchmarks.serving;

import java.time.Duration;
import java.util.Optional;

/**
 * How a server is loaded.
 *
 * @param callers how many send their next request as soon as the last is answered
 * @param connections how many connections they share
 * @param deadline what each call gives the server as its time, if anything
 */
record Load(int callers, int connections, Optional<Duration> deadline) {

  /** Callers with a connection each, and no deadlines. */
  static Load of(int callers) {
    return new Load(callers, callers, Optional.empty());
  }

  Load onConnections(int newConnections) {
    return new Load(callers, newConnections, deadline);
  }

  Load withDeadline(Duration newDeadline) {
    return new Load(callers, connections, Optional.of(newDeadline));
  }

  @Override
  public String toString() {
    String who =
        callers == connections
            ? callers + (callers == 1 ? " client" : " clients")
            : "%d callers, %d connections".formatted(callers, connections);
    return deadline.isPresent() ? who + ", deadlines" : who;
  }
}
