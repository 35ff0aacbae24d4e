package dev.strobe.models.scene;

/** Where in a clip the repetition is. */
public enum Layout {
  /** From the first frame to the last. */
  WHOLE,
  /** In a part of one scene, whose figures do something else before and after. */
  JOINED,
  /** In a part, between other footage, held frames or fades. */
  SPLICED,
  /** Nowhere. */
  NEGATIVE
}
