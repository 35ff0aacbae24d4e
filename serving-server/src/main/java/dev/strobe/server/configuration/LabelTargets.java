package dev.strobe.server.configuration;

/** To which versions a new configuration may give labels. */
public enum LabelTargets {
  /** Only to those that are available when it comes. */
  AVAILABLE,
  /** A label the model did not have also to others; one that it has is moved only as above. */
  AVAILABLE_UNLESS_NEW
}
