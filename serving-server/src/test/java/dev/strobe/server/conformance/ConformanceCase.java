package dev.strobe.server.conformance;

/** What a client sends, through either front end, and what must come back. */
interface ConformanceCase {

  /** Sends it and fails if anything else comes back. */
  void check(FrontEnds server) throws Exception;
}
