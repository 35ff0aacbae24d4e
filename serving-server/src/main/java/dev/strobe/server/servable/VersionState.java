package dev.strobe.server.servable;

/** Where a version of a model is in its life, as clients see it. */
public enum VersionState {
  /** Wanted, nothing done yet. */
  START,
  LOADING,
  /** Answers requests. */
  AVAILABLE,
  /** Takes no new requests; those under way are being finished. */
  UNLOADING,
  /** Gone, or never came up. */
  END
}
