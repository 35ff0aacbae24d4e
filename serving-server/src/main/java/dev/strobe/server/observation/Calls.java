package dev.strobe.server.observation;

import java.util.List;
import java.util.function.Consumer;

/** Begins to observe calls, if anybody wants to know. */
public final class Calls {
  private static final Calls UNOBSERVED = new Calls(List.of());

  private final CallSink[] sinks;
  private final Consumer<CallRecord> whenEnded = this::ended;

  /** Calls of which these are told, in this order. */
  public Calls(List<CallSink> sinks) {
    this.sinks = sinks.toArray(CallSink[]::new);
  }

  /** Calls of which nobody is told. */
  public static Calls unobserved() {
    return UNOBSERVED;
  }

  /** False if {@link #begin} has nothing to do. */
  public boolean areObserved() {
    return sinks.length > 0;
  }

  /** A call that begins now. */
  public Call begin(CallOrigin origin) {
    if (sinks.length == 0) {
      return Call.NONE;
    }
    var call = new CallRecord(origin, whenEnded, System.nanoTime());
    for (CallSink sink : sinks) {
      sink.began(call);
    }
    return call;
  }

  private void ended(CallRecord call) {
    for (CallSink sink : sinks) {
      sink.ended(call);
    }
  }
}
