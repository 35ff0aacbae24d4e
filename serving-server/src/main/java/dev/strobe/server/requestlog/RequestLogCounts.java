package dev.strobe.server.requestlog;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What became of the requests that were sampled to be logged. Safe for use by many threads. */
public final class RequestLogCounts {
  private final Map<Outcome, LongAdder> counts = new EnumMap<>(Outcome.class);

  /** How it ends. */
  public enum Outcome {
    /** It stands in a file. */
    WRITTEN,
    /** It is larger than is logged. */
    TOO_LARGE,
    /** No room was left for it, since files are written too slowly. */
    DROPPED,
    /** It could not be written. */
    FAILED
  }

  RequestLogCounts() {
    for (Outcome outcome : Outcome.values()) {
      counts.put(outcome, new LongAdder());
    }
  }

  void add(Outcome outcome) {
    counter(outcome).increment();
  }

  /** How many ended so. */
  public long of(Outcome outcome) {
    return counter(outcome).sum();
  }

  private LongAdder counter(Outcome outcome) {
    return requireNonNull(counts.get(outcome), "outcome");
  }
}
