package dev.strobe.models.repnet;

/** What stands for the {@code s} frames of a sample of stride {@code s}. */
public enum SampleRule {
  /** The first of them. */
  FIRST_FRAME,
  /**
   * The mean of their features, the clip's last frame standing in for those past its end. Whoever
   * calls signature {@code windows} for a stride above 1 then cannot give the same samples.
   */
  MEAN
}
