package dev.strobe.server.servable;

/** In which order the versions of a model come and go when others are aspired. */
public enum TransitionPolicy {
  /** The old one goes when the new one is available: no gap, the memory of two. */
  AVAILABILITY_PRESERVING,
  /** The new one is loaded when the old one has gone: a gap, the memory of one. */
  RESOURCE_PRESERVING;

  VersionPolicy policy() {
    return switch (this) {
      case AVAILABILITY_PRESERVING -> new AvailabilityPreservingPolicy();
      case RESOURCE_PRESERVING -> new ResourcePreservingPolicy();
    };
  }
}
