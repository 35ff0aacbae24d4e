package dev.strobe.server.servable;

/** The next step for one version of a model. */
record VersionAction(Kind kind, long version) {

  enum Kind {
    LOAD,
    UNLOAD
  }
}
