package dev.strobe.server.servable;

/** One version as a policy sees it. */
record VersionSnapshot(long version, VersionState state, Wish wish) {

  /** Whether the version should be served. */
  enum Wish {
    ASPIRED,
    UNASPIRED
  }

  boolean is(Wish wanted, VersionState wantedState) {
    return wish == wanted && state == wantedState;
  }
}
