package dev.strobe.server.observation;

/** Who is told of calls. Called on the threads that serve, at once and without waiting. */
public interface CallSink {

  /** A call came in; nothing is known of it but its origin. */
  void began(CallRecord call);

  /** A call has ended; the record changes no more, but for what {@link CallRecord#ran} tells. */
  void ended(CallRecord call);
}
