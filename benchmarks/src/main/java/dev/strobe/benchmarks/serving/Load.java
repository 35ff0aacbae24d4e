package dev.strobe.benchmarks.serving;

/**
 * How a server is loaded.
 *
 * @param callers how many send their next request as soon as the last is answered
 * @param connections how many connections they share
 */
record Load(int callers, int connections) {

  /** Callers with a connection each. */
  static Load of(int callers) {
    return new Load(callers, callers);
  }

  @Override
  public String toString() {
    return callers == connections
        ? callers + (callers == 1 ? " client" : " clients")
        : "%d callers on %d connections".formatted(callers, connections);
  }
}
